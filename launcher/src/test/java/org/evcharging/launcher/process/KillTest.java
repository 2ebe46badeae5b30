package org.evcharging.launcher.process;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/**
 * A test that kills a program. A kill hits another moment each time, so one that passed once proves
 * little: the long suite runs each of them twenty times, by the system property {@code tests.kills}
 * (see the profile {@code long} in pom.xml).
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(KillTest.Repeated.class)
@interface KillTest {
  /** As often at most: of some tests the number of different runs is known. */
  int atMost() default Integer.MAX_VALUE;

  /** As often as the system property says, once without it. */
  final class Repeated implements TestTemplateInvocationContextProvider {
    private static final int TIMES = Integer.getInteger("tests.kills", 1);

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
      return true;
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
        ExtensionContext context) {
      int atMost = context.getRequiredTestMethod().getAnnotation(KillTest.class).atMost();
      return IntStream.rangeClosed(1, Math.min(TIMES, atMost)).mapToObj(Kill::new);
    }
  }

  /** One of the times. */
  record Kill(int number) implements TestTemplateInvocationContext {
    @Override
    public String getDisplayName(int invocationIndex) {
      return "kill " + number;
    }
  }
}
