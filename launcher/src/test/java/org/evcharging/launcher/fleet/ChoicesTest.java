package org.evcharging.launcher.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChoicesTest {
  @Test
  void theSameSeedGivesTheSameChoices() {
    assertThat(allOf(new Choices(habits(7, "60%", "5%"), 3)))
        .isEqualTo(allOf(new Choices(habits(7, "60%", "5%"), 3)));
  }

  @Test
  void anotherSeedOrAnotherChargePointGivesOthers() {
    List<Object> choices = allOf(new Choices(habits(7, "60%", "5%"), 3));

    assertThat(allOf(new Choices(habits(8, "60%", "5%"), 3))).doesNotContainAnyElementsOf(choices);
    assertThat(allOf(new Choices(habits(7, "60%", "5%"), 4))).doesNotContainAnyElementsOf(choices);
  }

  @Test
  void faultsDoNotChangeWhatDriversDo() {
    Choices calm = new Choices(habits(7, "60%", "5%"), 3);
    Choices stormy = new Choices(habits(7, "60%", "5%"), 3);
    for (int i = 0; i < 10; i++) {
      stormy.nextFault();
    }

    assertThat(pauses(stormy)).isEqualTo(pauses(calm));
  }

  @ParameterizedTest
  @ValueSource(strings = {"5%", "60%", "95%"})
  void staysMakeUpTheWantedShareOfAllTime(String share) {
    double busyMs = 0;
    double allMs = 0;
    for (int index = 0; index < 200; index++) {
      Choices choices = new Choices(habits(7, share, "0%"), index);
      for (Duration pause : pauses(choices)) {
        busyMs += choices.stay().toMillis();
        allMs += choices.stay().toMillis() + pause.toMillis();
      }
    }

    double wanted = Share.parse(share).tenThousandths() / 10_000.0;
    assertThat(busyMs / allMs).isCloseTo(wanted, within(0.01));
  }

  @ParameterizedTest
  @ValueSource(ints = {15, 30, 45, 60, 120, 300})
  void aboutTheWantedShareIsBusyFromTheStartOn(int second) {
    long busy =
        IntStream.range(0, 1_000)
            .mapToObj(index -> new Choices(habits(7, "60%", "0%"), index))
            .filter(choices -> staysAt(Duration.ofSeconds(second), choices))
            .count();

    assertThat(busy).isBetween(530L, 680L);
  }

  @Test
  void theWantedShareFailsInEachMinute() {
    List<Long> minutes =
        IntStream.range(0, 1_000)
            .mapToObj(index -> new Choices(habits(7, "60%", "5%"), index))
            .flatMap(choices -> Stream.generate(choices::nextFault).limit(20))
            .map(fault -> fault.at().toMinutes())
            .toList();

    for (long minute = 0; minute < 10; minute++) {
      long now = minute;
      assertThat(minutes.stream().filter(one -> one == now).count()).isBetween(25L, 80L);
    }
  }

  private static Habits habits(long seed, String busy, String faults) {
    return new Habits(seed, 60, Share.parse(busy), Duration.ofSeconds(40), Share.parse(faults));
  }

  private static boolean staysAt(Duration time, Choices choices) {
    Duration begin = choices.firstPause();
    Duration end = begin.plus(choices.firstStay());
    while (end.compareTo(time) <= 0) {
      begin = end.plus(choices.nextPause());
      end = begin.plus(choices.stay());
    }
    return begin.compareTo(time) <= 0;
  }

  private static List<Duration> pauses(Choices choices) {
    return Stream.generate(choices::nextPause).limit(50).toList();
  }

  private static List<Object> allOf(Choices choices) {
    List<Object> all = new ArrayList<>();
    all.add(choices.vehicleSeed());
    all.add(choices.stay());
    all.add(choices.firstPause());
    all.add(choices.nextPause());
    all.add(choices.nextFault());
    all.add(choices.nextFault());
    return all;
  }
}
