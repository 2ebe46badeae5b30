package org.evcharging.launcher.web;

import static org.evcharging.launcher.web.Chromium.WIDE;

import com.microsoft.playwright.Page;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.evcharging.launcher.process.EvProcess;

/** Programs as processes of their own, and a browser that looks at their page; all end with it. */
final class BrowsedPrograms implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(2);

  private final Path folder;
  private final Chromium chromium = Chromium.open();
  private final List<EvProcess> programs = new ArrayList<>();
  private final int httpPort = EvProcess.lastingPort();

  /** Without a browser the test is skipped. */
  BrowsedPrograms(Path folder) {
    this.folder = folder;
  }

  /** Where Central is to serve the page. */
  String httpPort() {
    return String.valueOf(httpPort);
  }

  /** Starts {@code ev arguments…}, and returns when it has said that it is ready. */
  void start(String ready, String... arguments) {
    EvProcess program = EvProcess.start(folder, arguments);
    programs.add(program);
    program.awaitLine(line -> line.contains(ready), START);
  }

  /** The network, on a wide screen. */
  Page look() {
    return chromium.page(URI.create("http://localhost:" + httpPort + "/"), WIDE, "#/");
  }

  @Override
  public void close() {
    programs.reversed().forEach(EvProcess::close);
    chromium.close();
  }
}
