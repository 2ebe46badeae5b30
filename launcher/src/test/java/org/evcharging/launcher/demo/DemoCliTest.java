package org.evcharging.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.evcharging.console.CommandLines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DemoCliTest {
  @Test
  void aPictureThatCannotBeWrittenIsSaidAtTheStart(@TempDir Path folder) {
    StringWriter err = new StringWriter();
    CommandLine demo = CommandLines.of(new DemoCli()).setErr(new PrintWriter(err, true));
    String picture = folder.resolve("nowhere/picture.svg").toString();

    int exitCode = demo.execute("--headless", "--picture", picture);

    assertThat(exitCode).isEqualTo(1);
    assertThat(err)
        .hasToString(
            "demo: the picture "
                + picture
                + " cannot be written: name a file in a folder that is there\n");
  }
}
