package org.evcharging.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptSecretTest {
  @TempDir private Path folder;

  @Test
  void secretIsMadeOnceAndKept() {
    Path data = folder.resolve("ev-data/monitor-MAD-01");

    String first = KeptSecret.keptIn(data);

    assertThat(first).matches("[0-9a-f]{32}");
    assertThat(KeptSecret.keptIn(data)).isEqualTo(first);
    assertThat(KeptSecret.keptIn(folder.resolve("other"))).isNotEqualTo(first);
  }

  @Test
  void onlyItsOwnerMayReadIt() throws Exception {
    KeptSecret.keptIn(folder);

    assertThat(Files.getPosixFilePermissions(folder.resolve("secret")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void secretOfThePersonIsTakenAsItIs() throws Exception {
    Files.writeString(folder.resolve("secret"), "written by hand\n");

    assertThat(KeptSecret.keptIn(folder)).isEqualTo("written by hand");
  }

  @Test
  void emptyFileIsNoSecret() throws Exception {
    Files.writeString(folder.resolve("secret"), "\n");

    assertThatThrownBy(() -> KeptSecret.keptIn(folder))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("secret is empty")
        .hasMessageContaining("--secret");
  }

  @Test
  void aFirstStartThatFoundNoRoomKeepsNoLaterOneFromMakingIt() throws Exception {
    Files.writeString(folder.resolve("secret.new"), "");

    String made = KeptSecret.keptIn(folder);

    assertThat(KeptSecret.keptIn(folder)).isEqualTo(made).isNotEmpty();
    assertThat(folder.resolve("secret.new")).doesNotExist();
  }

  @Test
  void fileInTheWayIsSaidInOneLine() throws Exception {
    Path file = Files.writeString(folder.resolve("taken"), "");

    assertThatThrownBy(() -> KeptSecret.keptIn(file))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(file.toString());
  }
}
