package org.evcharging.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandWordsTest {
  private final RecentWords drivers = new RecentWords(2);
  private final CommandWords words =
      CommandWords.of(List.of("request", "status")).followedBy("request", drivers::list);

  @Test
  void aLineBeginsWithACommand() {
    assertThat(words.after(List.of())).containsExactly("request", "status");
  }

  @Test
  void whatIsKnownFollowsItsCommandOnly() {
    drivers.met("D1");

    assertThat(words.after(List.of("request"))).containsExactly("D1");
    assertThat(words.after(List.of("status"))).isEmpty();
    assertThat(words.after(List.of("request", "D1"))).isEmpty();
  }

  @Test
  void theOldestWordGivesWay() {
    drivers.met("D1");
    drivers.met("D2");
    drivers.met("D1");
    drivers.met("D3");

    assertThat(drivers.list()).containsExactly("D1", "D3");
  }
}
