package org.evcharging.engine.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A journal's bytes in a file. */
final class JournalOnDisk implements JournalMedium {
  private final Path path;
  private FileChannel channel;

  private JournalOnDisk(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Opens the file; makes it if need be.
   *
   * @throws IOException if it cannot be read or written
   */
  static JournalOnDisk open(Path path) throws IOException {
    boolean fresh = !Files.exists(path);
    FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      if (fresh) {
        WholeFile.forceFolderOf(path);
      }
      channel.position(channel.size());
      return new JournalOnDisk(path, channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  public byte[] read() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
    while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {
      // On to the end.
    }
    byte[] read = new byte[bytes.flip().remaining()];
    bytes.get(read);
    return read;
  }

  @Override
  public void append(byte[] bytes) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(bytes);
    while (left.hasRemaining()) {
      channel.write(left);
    }
  }

  @Override
  public void force() throws IOException {
    channel.force(false);
  }

  @Override
  public void cut(long size) throws IOException {
    channel.truncate(size);
    channel.force(true);
  }

  @Override
  public void replaceAll(byte[] bytes) throws IOException {
    WholeFile.write(path, bytes);
    FileChannel old = channel;
    channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    channel.position(bytes.length);
    old.close();
  }

  @Override
  public String keepCopy() throws IOException {
    Path kept = path.resolveSibling(path.getFileName() + ".damaged");
    Files.copy(path, kept, StandardCopyOption.REPLACE_EXISTING);
    return String.valueOf(kept.getFileName());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
