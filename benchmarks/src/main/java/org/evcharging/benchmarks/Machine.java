package org.evcharging.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.AppInfoParser;
import org.sqlite.SQLiteJDBCLoader;

/** Where figures come from: they mean little elsewhere. */
record Machine(
    int cores,
    String processor,
    long heapMiB,
    String system,
    String java,
    String kafka,
    String sqlite,
    String fileSystem) {

  /**
   * This machine.
   *
   * @param folder on the disk that is used
   */
  static Machine here(Path folder) throws IOException {
    Runtime runtime = Runtime.getRuntime();
    return new Machine(
        runtime.availableProcessors(),
        processorName(),
        runtime.maxMemory() >> 20,
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        System.getProperty("java.vm.vendor") + " " + Runtime.version(),
        AppInfoParser.getVersion(),
        SQLiteJDBCLoader.getVersion(),
        Files.getFileStore(folder).type());
  }

  private static String processorName() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown");
    } catch (IOException _) {
      return "unknown";
    }
  }
}
