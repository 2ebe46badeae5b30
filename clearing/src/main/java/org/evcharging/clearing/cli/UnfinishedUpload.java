package org.evcharging.clearing.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.evcharging.console.FileTrouble;
import org.evcharging.console.UserError;
import org.evcharging.model.ClearingPeriod;

/**
 * A note in the member's folder while a file is uploaded: left behind by an upload that was cut
 * off, so that nobody finishes with half a file.
 */
record UnfinishedUpload(Path note) {
  static UnfinishedUpload of(Path folder, ClearingPeriod period) {
    return new UnfinishedUpload(folder.resolve("uploading-" + period));
  }

  /** Notes that it begins. */
  void begin(Path file) {
    try {
      Files.createDirectories(note.toAbsolutePath().getParent());
      Files.writeString(note, file + "\n");
    } catch (IOException e) {
      throw trouble(e);
    }
  }

  /** All of it is stored. */
  void end() {
    try {
      Files.deleteIfExists(note);
    } catch (IOException e) {
      throw trouble(e);
    }
  }

  /** The file that was not uploaded to its end; empty if there is none. */
  Optional<String> file() {
    try {
      return Files.exists(note) ? Optional.of(Files.readString(note).strip()) : Optional.empty();
    } catch (IOException e) {
      throw trouble(e);
    }
  }

  private UserError trouble(IOException e) {
    return new UserError(
        "cannot use " + note + " (" + FileTrouble.words(e) + "); choose another folder by --data",
        e);
  }
}
