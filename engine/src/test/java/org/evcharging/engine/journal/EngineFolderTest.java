package org.evcharging.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.evcharging.model.ChargePointId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineFolderTest {
  private static final ChargePointId POINT = new ChargePointId("MAD-01");

  @TempDir private Path temporary;

  @Test
  void eachStartCountsOneMore() throws IOException {
    for (long boot = 1; boot <= 3; boot++) {
      try (EngineFolder folder = EngineFolder.open(temporary.resolve("new/folder"))) {
        assertThat(folder.boot()).isEqualTo(boot);
      }
    }
  }

  @Test
  void theFirstIdIsKeptForGood() throws IOException {
    try (EngineFolder folder = EngineFolder.open(temporary)) {
      assertThat(folder.chargePoint()).isEmpty();
      folder.adopt(POINT);
    }
    try (EngineFolder folder = EngineFolder.open(temporary)) {
      assertThat(folder.chargePoint()).contains(POINT);
      folder.adopt(POINT);
      assertThatThrownBy(() -> folder.adopt(new ChargePointId("MAD-02")))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void twoEnginesNeverShareAFolder() throws IOException {
    try (EngineFolder _ = EngineFolder.open(temporary)) {
      assertThatThrownBy(() -> EngineFolder.open(temporary))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("another engine uses the folder " + temporary);
    }
  }

  @Test
  void aDamagedFileIsNotTakenForANewEngine() throws IOException {
    Files.writeString(temporary.resolve("boot"), "not a number");

    assertThatThrownBy(() -> EngineFolder.open(temporary))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("boot is damaged");

    Files.writeString(temporary.resolve("boot"), "4\n");
    Files.writeString(temporary.resolve("charge-point"), "a#b");
    assertThatThrownBy(() -> EngineFolder.open(temporary))
        .hasMessageContaining("charge-point is damaged");
  }

  @Test
  void aFolderThatCannotBeMadeIsOneClearLine() throws IOException {
    Path file = Files.createFile(temporary.resolve("file"));

    assertThatThrownBy(() -> EngineFolder.open(file.resolve("folder")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file + "/folder cannot be used")
        .hasMessageContaining("choose another with --data");
  }
}
