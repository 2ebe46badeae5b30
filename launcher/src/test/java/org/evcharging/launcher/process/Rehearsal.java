package org.evcharging.launcher.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * How the programs are started: with their classes recorded once, much as the {@code ev} script
 * does it, since the tests start them by the hundred and would else spend most of their time on
 * loading classes. The first test of a build that starts a program records them; a JVM that cannot
 * use the record goes without it.
 */
final class Rehearsal {
  private static final Path FOLDER = Path.of("target", "rehearsal").toAbsolutePath();

  /** The JVM's options up to the main class. */
  static final List<String> OPTIONS = options();

  private Rehearsal() {}

  private static List<String> options() {
    try {
      Files.createDirectories(FOLDER);
      // Several JVMs run the tests at the same time; one of them records, the others wait.
      try (FileChannel channel =
              FileChannel.open(
                  FOLDER.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock _ = channel.lock()) {
        return rehearsed(classPath());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static List<String> rehearsed(List<Path> jars) throws IOException, InterruptedException {
    Path archive = FOLDER.resolve("programs.jsa");
    if (!Files.exists(archive) || isOlder(archive, jars)) {
      Files.deleteIfExists(archive);
      List<String> command =
          new ArrayList<>(List.of(EvProcess.java(), "-XX:ArchiveClassesAtExit=" + archive));
      command.addAll(jvm(jars));
      command.addAll(List.of("demo", "--headless", "--json", "--for", "1s"));
      new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(FOLDER.resolve("log").toFile())
          .start()
          .waitFor();
    }
    return Stream.concat(Stream.of("-XX:SharedArchiveFile=" + archive), jvm(jars).stream())
        .toList();
  }

  private static List<String> jvm(List<Path> jars) {
    return List.of(
        // What it says of itself is no program's output.
        "-Xlog:disable",
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-cp",
        jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
        "org.evcharging.launcher.Ev");
  }

  /** That of the tests, without them, and with a jar for each folder: only jars can be recorded. */
  private static List<Path> classPath() throws IOException {
    String own =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<Path> jars = new ArrayList<>();
    for (String element : own.split(File.pathSeparator, -1)) {
      Path path = Path.of(element).toAbsolutePath();
      if (!Files.isDirectory(path)) {
        jars.add(path);
      } else if (!path.endsWith("test-classes")) {
        jars.add(jarOf(path));
      }
    }
    return jars;
  }

  private static Path jarOf(Path folder) throws IOException {
    Path jar = FOLDER.resolve(folder.getParent().getParent().getFileName() + ".jar");
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    if (Files.exists(jar) && !isOlder(jar, files)) {
      return jar;
    }
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Path file : files) {
        out.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
        Files.copy(file, out);
      }
    }
    return jar;
  }

  private static boolean isOlder(Path made, List<Path> sources) throws IOException {
    FileTime time = Files.getLastModifiedTime(made);
    for (Path source : sources) {
      if (Files.getLastModifiedTime(source).compareTo(time) > 0) {
        return true;
      }
    }
    return false;
  }
}
