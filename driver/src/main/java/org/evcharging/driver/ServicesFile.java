package org.evcharging.driver;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.evcharging.console.UserError;
import org.evcharging.driver.core.BatchFile;
import org.evcharging.model.ChargePointId;

/** Reads the file of {@code ev driver batch}. */
final class ServicesFile {
  /** Far more than anybody drives; a bigger file is another file. */
  private static final long MAX_BYTES = 1_000_000;

  private ServicesFile() {}

  /**
   * The services in the file.
   *
   * @param complaints takes a line for each bad line, which is skipped
   * @throws UserError if there is no such file, or nothing in it to ask for
   */
  static List<ChargePointId> read(Path file, Consumer<String> complaints) {
    BatchFile batch = BatchFile.of(lines(file));
    for (BatchFile.BadLine bad : batch.badLines()) {
      complaints.accept(file + ", line " + bad.number() + " skipped: " + bad.why());
    }
    if (batch.services().isEmpty()) {
      throw new UserError(file + " names no charge point; write one id a line, MAD-01 say");
    }
    return batch.services();
  }

  private static List<String> lines(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new UserError(file + " is larger than " + MAX_BYTES + " bytes; is it the right one?");
      }
      return Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      throw new UserError(file + " is not there; name a file with one charge point id a line", e);
    } catch (AccessDeniedException e) {
      throw new UserError(file + " may not be read: permission denied", e);
    } catch (CharacterCodingException e) {
      throw new UserError(file + " is not UTF-8 text", e);
    } catch (IOException e) {
      throw new UserError(file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
