package org.evcharging.clearing;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.evcharging.clearing.server.ClearingServer;
import org.evcharging.clearing.server.MemberPatience;
import org.evcharging.clearing.state.Completion;
import org.evcharging.clearing.state.Storage;
import org.evcharging.clearing.store.StorageFailure;
import org.evcharging.clearing.store.sqlite.SqliteTables;
import org.evcharging.lock.LockReport;
import org.evcharging.lock.Locks;

/** Clearing between companies: its database, its barrier, and its port. Thread-safe. */
public final class Clearing implements AutoCloseable {
  private final Storage storage;
  private final Completion completion;
  private final ClearingServer server;

  private Clearing(Storage storage, Completion completion, ClearingServer server) {
    this.storage = storage;
    this.completion = completion;
    this.server = server;
  }

  /**
   * Goes on from what the disk knows, and lets members in.
   *
   * @param database made if it is not there
   * @param onFailure told in one line, from any thread, that the disk has failed: close it
   * @throws StorageFailure if the database cannot be had
   * @throws IOException with one line for the user, if it cannot listen there
   */
  public static Clearing open(
      Path database, InetSocketAddress listen, InstantSource clock, Consumer<String> onFailure)
      throws StorageFailure, IOException {
    Storage storage = new Storage(SqliteTables.open(database), Locks.REAL);
    try {
      Completion completion = new Completion(storage, clock, Locks.REAL);
      return new Clearing(
          storage,
          completion,
          ClearingServer.start(listen, storage, completion, MemberPatience.DEFAULT, onFailure));
    } catch (StorageFailure | IOException e) {
      storage.close();
      throw e;
    }
  }

  /** Where members connect to. */
  public int port() {
    return server.port();
  }

  public Storage storage() {
    return storage;
  }

  public Completion completion() {
    return completion;
  }

  /** What its locks have cost. */
  public List<LockReport> lockReports() {
    return List.of(completion.lockReport(), storage.lockReport());
  }

  /** Lets nobody in any more, and lets each batch in hand reach the disk; within 2 s. */
  @Override
  public void close() {
    server.close();
    storage.close();
  }
}
