package org.evcharging.console;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/**
 * The secret by which a charge point, or a company, is known again: made once, and kept where only
 * its owner can read.
 */
public final class KeptSecret {
  private static final String FILE_NAME = "secret";
  private static final int RANDOM_BYTES = 16;

  private KeptSecret() {}

  /**
   * The secret kept in the folder; made, with the folder, if there is none.
   *
   * @throws UserError if the folder or the file cannot be used
   */
  public static String keptIn(Path folder) {
    Path file = folder.resolve(FILE_NAME);
    try {
      return read(file);
    } catch (NoSuchFileException e) {
      return make(folder, file);
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  private static String make(Path folder, Path file) {
    byte[] random = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(random);
    String secret = HexFormat.of().formatHex(random);
    try {
      Files.createDirectories(folder);
      Path draft = folder.resolve(FILE_NAME + ".new");
      Files.deleteIfExists(draft);
      create(draft);
      write(draft, secret + "\n");
      // Whole or not at all: a full disk must not leave an empty one behind, and once Central has
      // heard it, no power cut may take it away.
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      force(folder);
      return secret;
    } catch (FileAlreadyExistsException e) {
      throw new UserError(
          folder + " cannot be used as data folder: " + e.getMessage() + " is in the way", e);
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  private static void write(Path file, String text) throws IOException {
    try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
  }

  private static void force(Path folder) throws IOException {
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    }
  }

  /** Private from its first moment on, where the file system knows of owners. */
  private static void create(Path file) throws IOException {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<Set<PosixFilePermission>> ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    if (posix) {
      Files.createFile(file, ownerOnly);
    } else {
      Files.createFile(file);
    }
  }

  private static String read(Path file) throws IOException {
    String secret = Files.readString(file).strip();
    if (secret.isEmpty()) {
      throw new UserError(file + " is empty: put the secret there, or give it by --secret");
    }
    return secret;
  }

  private static UserError unusable(Path file, IOException e) {
    return new UserError(
        "cannot use "
            + file
            + " for the secret ("
            + FileTrouble.words(e)
            + "); choose another folder by --data",
        e);
  }
}
