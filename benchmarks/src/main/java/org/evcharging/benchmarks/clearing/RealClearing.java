package org.evcharging.benchmarks.clearing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.HdrHistogram.Histogram;
import org.evcharging.benchmarks.traffic.Trouble;
import org.evcharging.clearing.Clearing;
import org.evcharging.clearing.client.MemberConnection;
import org.evcharging.clearing.client.Upload;
import org.evcharging.clearing.store.StorageFailure;
import org.evcharging.wire.FramedConnection;

/**
 * The clearing as it is run, and its members' clients, over sockets of this machine. Who has
 * uploaded says that it has finished, so that the last one's is the netting too.
 */
final class RealClearing implements Uploads {
  private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(5);

  private final Clearing clearing;
  private final Queue<MemberConnection> connections = new ConcurrentLinkedQueue<>();

  private RealClearing(Clearing clearing) {
    this.clearing = clearing;
  }

  static RealClearing open(Path database, Trouble trouble) throws StorageFailure, IOException {
    return new RealClearing(
        Clearing.open(
            database,
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            InstantSource.system(),
            line -> trouble.happened(new IOException(line))));
  }

  @Override
  public Delivery ready(MemberCdrs cdrs, Histogram waits) throws Exception {
    FramedConnection socket =
        FramedConnection.connect(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), clearing.port()),
            CONNECT_PATIENCE);
    MemberConnection connection =
        MemberConnection.open(
            new TimedLine(socket, waits),
            MemberCdrs.PERIOD,
            cdrs.member(),
            "secret of " + cdrs.member());
    connections.add(connection);
    Upload upload = new Upload(cdrs.source(), MemberCdrs.BATCH_SIZE, connection, _ -> {});
    return () -> {
      upload.run();
      MemberConnection.Outcome _ = connection.finish(upload.batches());
    };
  }

  @Override
  public void close() {
    connections.forEach(MemberConnection::close);
    clearing.close();
  }
}
