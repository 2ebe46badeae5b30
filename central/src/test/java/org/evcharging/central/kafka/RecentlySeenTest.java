package org.evcharging.central.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentlySeenTest {
  private final RecentlySeen<Integer> seen = new RecentlySeen<>(4);

  @Test
  void whatWasNotAskedForIsForgottenFirst() {
    seen.add(1);
    seen.add(2);
    seen.add(3);
    assertThat(seen.contains(1)).isTrue();
    seen.add(4);

    assertThat(seen.contains(2)).isFalse();
    assertThat(seen.contains(1)).isTrue();
    assertThat(seen.contains(4)).isTrue();
  }

  @Test
  void itHoldsNoMoreThanItsCapacity() {
    for (int i = 0; i < 1_000; i++) {
      seen.add(i);
    }
    int held = 0;
    for (int i = 999; i >= 0; i--) {
      held += seen.contains(i) ? 1 : 0;
    }
    assertThat(held).isBetween(2, 4);
  }
}
