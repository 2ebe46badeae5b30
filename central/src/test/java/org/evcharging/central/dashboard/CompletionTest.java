package org.evcharging.central.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionTest {
  private static final List<String> IDS = List.of("MAD-01", "MAD-02", "VLC-01");

  @ParameterizedTest
  @CsvSource({
    "st, 'stop '",
    "sh, 'show '",
    "show v, 'show VLC-01 '",
    "show al, show al",
    "R, 'resume '",
    "stop v, 'stop VLC-01 '",
    "stop M, 'stop MAD-0'",
    "resume al, 'resume all '",
    "'stop  MAD-01', 'stop MAD-01 '",
    "stop X, stop X",
    "dance, dance",
    "filter M, filter M",
    "stop MAD-01 M, stop MAD-01 M"
  })
  void aLineIsCompletedAsFarAsItIsCertain(String line, String completed) {
    assertThat(Completion.of(line, IDS).line()).isEqualTo(completed);
  }

  @Test
  void whatIsUncertainIsOfferedAsChoices() {
    assertThat(Completion.of("stop m", IDS).choices()).containsExactly("MAD-01", "MAD-02");
    assertThat(Completion.of("", IDS).choices()).isEqualTo(OperatorCommand.WORDS);
    assertThat(Completion.of("stop ", IDS).choices()).contains("MAD-01", "VLC-01", "all");
  }
}
