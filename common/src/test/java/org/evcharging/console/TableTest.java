package org.evcharging.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    assertThat(
            Table.lines(
                List.of("ID", "SITE", "STATUS"),
                List.of(List.of("MAD-01", "M", "free"), List.of("V", "Valencia", "busy"))))
        .containsExactly(
            "ID      SITE      STATUS", "MAD-01  M         free", "V       Valencia  busy");
  }

  @Test
  void withoutRowsThereAreHeadings() {
    assertThat(Table.lines(List.of("ID", "STATUS"), List.of())).containsExactly("ID  STATUS");
  }
}
