package org.evcharging.central;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.evcharging.central.access.Tokens;
import org.evcharging.console.FileTrouble;
import org.evcharging.console.UserError;

/** The operator's secret, in a file that only its owner can read (spec §13). */
final class OperatorToken {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private OperatorToken() {}

  /**
   * Keeps the token that was given, or the one that was kept before, or makes one.
   *
   * @throws UserError if the file cannot be read or written
   */
  static String keep(Path file, Optional<String> given) {
    try {
      String kept = Files.exists(file) ? Files.readString(file).strip() : "";
      if (given.isEmpty() && !kept.isEmpty()) {
        return kept;
      }
      String token = given.orElseGet(Tokens::random);
      Files.deleteIfExists(file);
      Files.createFile(file, OWNER_ONLY);
      Files.writeString(file, token + "\n", StandardOpenOption.WRITE);
      return token;
    } catch (IOException e) {
      throw new UserError(
          "the token file "
              + file
              + " cannot be kept ("
              + FileTrouble.words(e)
              + "); mend its folder",
          e);
    }
  }
}
