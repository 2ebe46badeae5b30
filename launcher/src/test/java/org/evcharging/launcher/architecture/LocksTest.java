package org.evcharging.launcher.architecture;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.MonitorInstruction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.StampedLock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Each class of the programs that holds a lock has a test that fails without it, or a reason here
 * for none. Simulation and benchmarks are not looked at: nobody's network depends on them.
 */
class LocksTest {
  private static final String ROOT = "org.evcharging.";

  private static final Map<String, String> UNTESTED =
      Map.ofEntries(
          Map.entry("lock.RankedLock", "it is the lock"),
          Map.entry("central.state.AccountSlot", "part of Accounts, and tested with it"),
          Map.entry("central.state.SiteSlot", "part of Sites, and tested with it"),
          Map.entry("central.http.live.NetworkHub", "orders what is said to each WebSocket"),
          Map.entry("central.Central", "keeps its parts together at start and end only"),
          Map.entry("console.ProgramLife", "as Central does, and starts a thread to watch its end"),
          Map.entry("wire.Line", "orders writes to a socket"),
          Map.entry("central.dashboard.OperatorTerminal", "orders writes to the terminal"),
          Map.entry("launcher.demo.DemoCli", "orders lines on stdout"),
          Map.entry("central.store.sqlite.Reader", "orders questions to one SQLite connection"),
          Map.entry("central.store.sqlite.ArchiveReader", "as Reader does"),
          Map.entry("central.http.Metrics", "keeps two scrapes of Micrometer's registry apart"),
          Map.entry("central.http.DocumentRoutes", "makes Metrics once"),
          Map.entry("launcher.lab.Deadlock", "shows what its locks do"),
          Map.entry("launcher.lab.WatchedLock", "a lock that writes down what is done with it"),
          Map.entry("launcher.fleet.Visitors", "makes traffic, and cannot be had without Kafka"));

  @Test
  void eachClassThatHoldsALockIsShownToNeedItOrSaysWhyNot() {
    Set<String> untested = holders();
    untested.removeIf(LocksTest::isTested);

    assertThat(untested).containsExactlyInAnyOrderElementsOf(UNTESTED.keySet());
  }

  /** Outermost classes, without the root of their packages. */
  private static Set<String> holders() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT.substring(0, ROOT.length() - 1))
            .stream()
            .filter(type -> hasLock(type) || isSynchronized(type) || hasMonitor(type))
            .map(type -> type.getName().substring(ROOT.length()).replaceFirst("\\$.*", ""))
            .collect(toCollection(TreeSet::new));
  }

  private static boolean hasLock(JavaClass type) {
    return type.getFields().stream()
        .map(field -> field.getRawType())
        .anyMatch(field ->
            field.isAssignableTo(Lock.class)
                || field.isAssignableTo(ReadWriteLock.class)
                || field.isAssignableTo(StampedLock.class));
  }

  private static boolean isSynchronized(JavaClass type) {
    return type.getMethods().stream()
        .anyMatch(method -> method.getModifiers().contains(JavaModifier.SYNCHRONIZED));
  }

  private static boolean hasMonitor(JavaClass type) {
    try (InputStream bytes = type.getSource().orElseThrow().getUri().toURL().openStream()) {
      return ClassFile.of().parse(bytes.readAllBytes()).methods().stream()
          .flatMap(LocksTest::instructions)
          .anyMatch(MonitorInstruction.class::isInstance);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<CodeElement> instructions(MethodModel method) {
    return method.code().stream().flatMap(CodeModel::elementStream);
  }

  private static boolean isTested(String holder) {
    String test = "src/test/java/org/evcharging/" + holder.replace('.', '/') + "LincheckTest.java";
    return Stream.of("common", "clearing", "central", "engine", "monitor", "driver", "launcher")
        .anyMatch(module -> Files.exists(Path.of("..", module, test)));
  }
}
