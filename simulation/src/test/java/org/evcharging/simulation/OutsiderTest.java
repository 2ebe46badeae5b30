package org.evcharging.simulation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OutsiderTest {
  private static final JavaClasses SIMULATION =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.evcharging.simulation");

  @Test
  void theVerifierAndTheWorldKnowNoProgram() {
    noClasses()
        .that()
        .resideInAnyPackage("..verifier..", "..world..", "..net..", "..kafka..", "..plan..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.evcharging.central..",
            "org.evcharging.clearing..",
            "org.evcharging.engine..",
            "org.evcharging.monitor..",
            "org.evcharging.driver..")
        .check(SIMULATION);
  }

  @Test
  void nothingOfItSleepsOrLooksAtAClock() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.evcharging.simulation")
        .should()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .callMethod(UUID.class, "randomUUID")
        .orShould()
        .callMethod(Math.class, "random")
        .check(SIMULATION);
  }
}
