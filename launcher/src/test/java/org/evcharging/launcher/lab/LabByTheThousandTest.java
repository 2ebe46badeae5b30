package org.evcharging.launcher.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("long")
class LabByTheThousandTest {
  @ParameterizedTest
  @ValueSource(strings = {"lost-update", "oversell", "deadlock"})
  void withProtectionNoneOfAThousandGoesWrong(String experiment) {
    LabRun run = LabRun.of(experiment, "--long", "--json");

    assertThat(run.json().at("/with/tries").asInt()).isEqualTo(1_000);
    assertThat(run.exitCode()).isZero();
  }

  @RepeatedTest(100)
  void withoutTheLockAnUpdateIsLostInAtMostTenTries() {
    LabRun run = LabRun.of("lost-update", "--json");

    assertThat(run.json().at("/without/shown/outcome").asString()).isEqualTo("WRONG");
    assertThat(run.json().at("/without/tries").asInt()).isLessThanOrEqualTo(10);
  }
}
