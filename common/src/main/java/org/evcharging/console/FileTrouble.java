package org.evcharging.console;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;

/** What is wrong with a file, in words: Java says some of it only by the name of a class. */
public final class FileTrouble {
  private FileTrouble() {}

  /** A few words, with the file that is the trouble where Java knows it. */
  public static String words(IOException error) {
    return switch (error) {
      case NoSuchFileException e -> "there is no " + e.getFile();
      case AccessDeniedException e -> e.getFile() + ": permission denied";
      case FileAlreadyExistsException e -> e.getFile() + " is in the way";
      default -> error.getMessage() == null ? error.toString() : error.getMessage();
    };
  }
}
