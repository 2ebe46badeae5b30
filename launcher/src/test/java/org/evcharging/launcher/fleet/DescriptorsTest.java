package org.evcharging.launcher.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.evcharging.console.UserError;
import org.junit.jupiter.api.Test;

class DescriptorsTest {
  @Test
  void twentyThousandAreEnoughForAFleetOf2500() {
    assertThatCode(() -> new Descriptors(20_000, 200).require(2_500)).doesNotThrowAnyException();
  }

  @Test
  void moreThanThereIsRoomForIsRefusedSayingHowManyAreNot() {
    Descriptors few = new Descriptors(1_024, 68);

    assertThat(few.chargePoints()).isEqualTo(175);
    assertThatCode(() -> few.require(175)).doesNotThrowAnyException();
    assertThatThrownBy(() -> few.require(176))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("enough for 175")
        .hasMessageContaining("ulimit -n")
        .hasMessageNotContaining("\n");
  }

  @Test
  void withNoRoomAtAllItIsForNone() {
    assertThat(new Descriptors(100, 80).chargePoints()).isZero();
  }
}
