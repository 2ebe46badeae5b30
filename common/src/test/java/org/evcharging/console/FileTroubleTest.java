package org.evcharging.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTroubleTest {
  @TempDir private Path folder;

  @Test
  void whatIsWrongIsSaidInWords() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    Path missing = folder.resolve("missing/file");

    assertThat(wordsFor(() -> Files.readString(missing))).isEqualTo("there is no " + missing);
    assertThat(wordsFor(() -> Files.createDirectories(file))).isEqualTo(file + " is in the way");
    assertThat(wordsFor(() -> Files.readString(file.resolve("x"))))
        .isEqualTo(file.resolve("x") + ": Not a directory");
    assertThat(wordsFor(() -> Files.readString(folder))).isEqualTo("Is a directory");
    // Root may read everything, and so would the test.
    assertThat(FileTrouble.words(new AccessDeniedException("" + file)))
        .isEqualTo(file + ": permission denied");
  }

  private static String wordsFor(ThrowingCallable attempt) {
    try {
      attempt.call();
    } catch (IOException e) {
      return FileTrouble.words(e);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
    return "";
  }
}
