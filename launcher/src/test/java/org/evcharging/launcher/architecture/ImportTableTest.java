package org.evcharging.launcher.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may import whom. */
class ImportTableTest {
  private static final String ROOT = "org.evcharging";

  /** Packages of common, which every role may use. */
  private static final List<String> COMMON =
      List.of("model", "message", "wire", "lock", "time", "kafka", "console", "api");

  private static final List<String> ROLES = List.of("central", "engine", "monitor", "driver");

  /** No role: a part of Central, and of a member's program. */
  private static final String CLEARING = "clearing";

  /** What a clearing's records are written in; its core reads them from text and to text. */
  private static final String[] FORMATS = {"de.siegmar.fastcsv..", "tools.jackson.."};

  /** Annotations that checkers read; nothing of them runs. */
  private static final String[] ANNOTATIONS = {
    "org.jspecify.annotations..", "com.google.errorprone.annotations.."
  };

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void everyModuleIsSeen() {
    assertThat(packagesBelow("model")).isNotEmpty();
    assertThat(packagesBelow("launcher")).isNotEmpty();
    assertThat(packagesBelow(CLEARING)).isNotEmpty();
  }

  @Test
  void theModelImportsJavaBaseOnly() {
    check(
        classes()
            .that()
            .resideInAPackage(ROOT + ".model..")
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage(ROOT + ".model..", "java..")
                    .or(resideInAnyPackage(ANNOTATIONS))));
  }

  @ParameterizedTest
  @MethodSource("roles")
  void aCoreImportsModelAndMessageOnly(String role) {
    check(
        classes()
            .that()
            .resideInAPackage(core(role))
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage(core(role), ROOT + ".model..", ROOT + ".message..", "java..")
                    .or(operationsOfTheWire())
                    .or(resideInAnyPackage(ANNOTATIONS))));
  }

  @Test
  void clearingsCoreImportsItsRecordsFormatsToo() {
    check(
        classes()
            .that()
            .resideInAPackage(core(CLEARING))
            .should()
            .onlyDependOnClassesThat(
                resideInAnyPackage(core(CLEARING), ROOT + ".model..", "java..")
                    .or(resideInAnyPackage(FORMATS))
                    .or(resideInAnyPackage(ANNOTATIONS))));
  }

  @ParameterizedTest
  @MethodSource("cores")
  void aCoreHasNoInputOutputThreadsOrLocks(String role) {
    check(
        noClasses()
            .that()
            .resideInAPackage(core(role))
            .should()
            .dependOnClassesThat(
                resideInAnyPackage(
                        "java.io..",
                        "java.net..",
                        "java.nio.file..",
                        "java.nio.channels..",
                        "java.sql..",
                        "java.util.concurrent..")
                    .and(doingSomething())
                    .or(
                        named(Set.of("java.lang.Thread", "java.util.Timer", "java.util.Random"))
                            .or(
                                named(
                                    Set.of(
                                        "java.security.SecureRandom",
                                        "java.util.random.RandomGenerator"))))));
  }

  @ParameterizedTest
  @MethodSource("cores")
  void aCoreReadsNoClockAndRollsNoDice(String role) {
    check(noClasses().that().resideInAPackage(core(role)).should().accessTargetWhere(impure()));
  }

  @ParameterizedTest
  @MethodSource("roles")
  void aRoleImportsCommonButNoOtherRole(String role) {
    String[] others =
        Stream.concat(
                ROLES.stream().filter(other -> !other.equals(role)),
                Stream.of("launcher", "simulation", "benchmarks"))
            .map(other -> ROOT + "." + other + "..")
            .toArray(String[]::new);
    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT + "." + role + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(others));
  }

  @Test
  void clearingImportsCommonButNoRole() {
    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT + ".clearing..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(packages(ROLES)));
  }

  @Test
  void ofTheRolesCentralAloneImportsClearing() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(packages(COMMON))
            .or()
            .resideInAnyPackage(packages(List.of("engine", "monitor", "driver")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".clearing.."));
  }

  @Test
  void commonImportsNoRole() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(packages(COMMON))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(packages(ROLES)));
  }

  @Test
  void nothingImportsTheLauncher() {
    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT + "..")
            .and()
            .resideOutsideOfPackage(ROOT + ".launcher..")
            .and()
            .resideOutsideOfPackage(ROOT + ".benchmarks..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".launcher..", ROOT + ".simulation.."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"kafka", "monitors", "http", "dashboard", "desk"})
  void centralsEdgesKnowNeitherEachOtherNorTheDatabase(String edge) {
    String[] forbidden =
        Stream.of("kafka", "monitors", "http", "dashboard", "desk", "store.sqlite")
            .filter(other -> !other.equals(edge))
            .map(other -> ROOT + ".central." + other + "..")
            .toArray(String[]::new);
    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT + ".central." + edge + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(forbidden));
  }

  @Test
  void faultsAreInjectedThroughTheMonitorsCoreOnly() {
    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT + ".monitor.inject..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".monitor.tcp..", ROOT + ".wire.."));
  }

  @Test
  void theAuditorUsesNothingOfCentrals() {
    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT + ".central.admin.check..")
            .should()
            .dependOnClassesThat(
                resideInAnyPackage(ROOT + ".central..")
                    .and(describe("are not its own", type -> !isAuditors(type)))));
  }

  @Test
  void centralsClientKnowsItByItsAnswersAlone() {
    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT + ".central.admin..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                Stream.of("state", "journal", "monitors", "http", "dashboard", "desk")
                    .map(part -> ROOT + ".central." + part + "..")
                    .toArray(String[]::new)));
  }

  @Test
  void classesAreNamedForWhatTheyAre() {
    check(
        noClasses()
            .should()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Service"));
  }

  /** A rule about a package that is not there yet holds; {@link #everyModuleIsSeen} guards that. */
  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(OURS);
  }

  private static Stream<String> roles() {
    return ROLES.stream();
  }

  private static Stream<String> cores() {
    return Stream.concat(roles(), Stream.of(CLEARING));
  }

  private static String core(String role) {
    return ROOT + "." + role + ".core..";
  }

  private static String[] packages(List<String> names) {
    return names.stream().map(name -> ROOT + "." + name + "..").toArray(String[]::new);
  }

  private static List<JavaClass> packagesBelow(String name) {
    return OURS.stream()
        .filter(type -> type.getPackageName().startsWith(ROOT + "." + name))
        .toList();
  }

  private static boolean isAuditors(JavaClass type) {
    return type.getPackageName().startsWith(ROOT + ".central.admin.check");
  }

  private static DescribedPredicate<JavaClass> named(Set<String> names) {
    return describe("are one of " + names, type -> names.contains(type.getName()));
  }

  /** To a Monitor they are what messages are to the others: records, with no connection behind. */
  private static DescribedPredicate<JavaClass> operationsOfTheWire() {
    List<String> operations =
        List.of(
            "MonitorToCentral",
            "CentralToMonitor",
            "MonitorToEngine",
            "EngineToMonitor",
            "Registration",
            "Reachability");
    return describe(
        "are operations of the TCP protocol",
        type ->
            operations.stream()
                .map(operation -> ROOT + ".wire." + operation)
                .anyMatch(
                    name -> type.getName().equals(name) || type.getName().startsWith(name + "$")));
  }

  private static DescribedPredicate<JavaClass> doingSomething() {
    return describe(
        "are neither exceptions, units, charsets nor text in memory",
        type ->
            !type.isAssignableTo(Throwable.class)
                && !type.getName().equals("java.io.Serializable")
                && !type.getName().equals("java.io.StringWriter")
                && !type.getPackageName().equals("java.nio.charset")
                && !type.getName().equals("java.util.concurrent.TimeUnit"));
  }

  private static DescribedPredicate<JavaAccess<?>> impure() {
    Set<String> now =
        Set.of(
            "java.lang.System.nanoTime",
            "java.lang.System.currentTimeMillis",
            "java.lang.Math.random",
            "java.util.UUID.randomUUID");
    return describe(
        "read a clock or randomness",
        access -> {
          String owner = access.getTargetOwner().getName();
          String target = owner + "." + access.getName();
          return now.contains(target)
              || (owner.startsWith("java.time.") && access.getName().equals("now"))
              || (owner.equals("java.time.Clock") && access.getName().startsWith("system"))
              || owner.equals("java.util.concurrent.ThreadLocalRandom");
        });
  }
}
