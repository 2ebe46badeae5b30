package org.evcharging.simulation.planted;

import static net.bytebuddy.matcher.ElementMatchers.named;

import java.io.IOException;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.loading.ClassReloadingStrategy;

/**
 * Changes one method of a class that is loaded, and changes it back when it is closed: so a fault
 * is planted in the very code that runs in production, and no switch for it has to be there.
 */
final class Saboteur implements AutoCloseable {
  private final Class<?> victim;

  private Saboteur(Class<?> victim) {
    this.victim = victim;
  }

  /**
   * Changes a method.
   *
   * @param advice what is done before it, after it, or instead of it
   */
  static Saboteur change(String className, String method, Class<?> advice) {
    try {
      Class<?> victim = Class.forName(className);
      ByteBuddyAgent.install();
      new ByteBuddy()
          .redefine(victim)
          .visit(Advice.to(advice).on(named(method)))
          .make()
          .load(victim.getClassLoader(), ClassReloadingStrategy.fromInstalledAgent());
      return new Saboteur(victim);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      ClassReloadingStrategy.fromInstalledAgent()
          .reset(ClassFileLocator.ForClassLoader.of(victim.getClassLoader()), victim);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
