package org.evcharging.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class PositionFileTest {
  private static final Position POSITION =
      new Position(
          "WmvRJ2zkRx-Ih6",
          17,
          4_000_000_000L,
          OptionalInt.of(12),
          Optional.of(new OutboxRow(3, 99)));

  @TempDir Path folder;

  private final Logger log = (Logger) LoggerFactory.getLogger(PositionFile.class);

  @BeforeEach
  void quiet() {
    log.setLevel(Level.OFF);
  }

  @AfterEach
  void loud() {
    log.setLevel(null);
  }

  @Test
  void whatIsWrittenIsRead() {
    Path file = folder.resolve("not/there/yet/position");

    new PositionFile(file).write(POSITION);

    assertThat(new PositionFile(file).read()).contains(POSITION);
  }

  @Test
  void aPositionWithoutARowIsReadToo() {
    PositionFile file = new PositionFile(folder.resolve("position"));
    Position noRow = new Position("id", 0, 0, Optional.empty());

    file.write(POSITION);
    file.write(noRow);

    assertThat(file.read()).contains(noRow);
  }

  @Test
  void aFileOfBeforeHasNoLeaderEpoch() throws Exception {
    Path file = Files.writeString(folder.resolve("position"), "id 1 2 3 4\n");

    assertThat(new PositionFile(file).read())
        .contains(new Position("id", 1, 2, Optional.of(new OutboxRow(3, 4))));
  }

  @Test
  void noFileIsNoPosition() {
    assertThat(new PositionFile(folder.resolve("none")).read()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "id 1 2",
        "id 1 x - -",
        "id 1 2 3 -",
        "id 1 2 - - x",
        "id 1 2 - - 3 4",
        "\u00ff\u00fe a b c d"
      })
  void aDamagedFileIsNoPosition(String content) throws Exception {
    Path file = Files.writeString(folder.resolve("position"), content);

    assertThat(new PositionFile(file).read()).isEmpty();
  }

  @Test
  void bytesThatAreNoTextAreNoPosition() throws Exception {
    Path file = Files.write(folder.resolve("position"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

    assertThat(new PositionFile(file).read()).isEmpty();
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() throws Exception {
    Path inTheWay = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> new PositionFile(inTheWay.resolve("position")).write(POSITION))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(inTheWay.toString());
  }
}
