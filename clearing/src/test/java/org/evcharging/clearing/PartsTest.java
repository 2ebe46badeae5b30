package org.evcharging.clearing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which part of a clearing may import which; what other modules may is in the launcher's tests. */
class PartsTest {
  private static final String ROOT = "org.evcharging.clearing";

  private static final JavaClasses CLEARING =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  /** Each with those that it does not know. Only what puts them together knows SQLite. */
  @ParameterizedTest
  @CsvSource({
    "core,         store store.sqlite state server client",
    "store,              store.sqlite state server client",
    "store.sqlite,                    state server client",
    "state,              store.sqlite       server client",
    "server,             store.sqlite              client",
    "client,       store store.sqlite state server",
  })
  void aPartKnowsOnlyThoseBelowIt(String part, String others) {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "." + part)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            Stream.concat(Stream.of(ROOT), Stream.of(others.split(" +")).map(it -> ROOT + "." + it))
                .toArray(String[]::new))
        .check(CLEARING);
  }

  @Test
  void noPackagesKnowEachOther() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLEARING);
  }

  @Test
  void onlySqlitesTablesSpeakSql() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".store.sqlite")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "org.sqlite..")
        .check(CLEARING);
  }

  @Test
  void onlyTheEdgesSpeakTheProtocol() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".server", ROOT + ".client")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.evcharging.wire..")
        .check(CLEARING);
  }

  @Test
  void onlyStateTakesLocks() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT, ROOT + ".state")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.evcharging.lock..")
        .check(CLEARING);
  }
}
