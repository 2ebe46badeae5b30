package org.evcharging.monitor.tcp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.evcharging.interleavings.Interleavings;
import org.evcharging.lock.Locks;
import org.evcharging.monitor.core.Peer;
import org.evcharging.wire.FramedConnection;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That a hang-up and a connection just being made see each other, needs the lock. */
@Tag("long")
class PeerLinkLincheckTest {
  @Test
  void aHangUpSeesTheConnectionOrTheConnectionIsNotWanted() {
    Interleavings.allMakeSense(Locked.class, Attempts.class.getName());
  }

  @Test
  void withALockThatDoesNothingNeitherSeesTheOther() {
    Interleavings.someMakesNone(Unlocked.class, Attempts.class.getName());
  }

  /** What the thread that connects, and the one that hangs up, do with the link. */
  public abstract static class Operations {
    private static final int ENQ = 0x05;

    /** Never used: only whether it is the current one matters. */
    private static final FramedConnection CONNECTION = connection();

    private final PeerLink link;

    Operations(Locks locks) {
      link = new PeerLink(Peer.CENTRAL, new InetSocketAddress(0), _ -> {}, () -> 0, locks);
    }

    private static FramedConnection connection() {
      try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
          Socket caller = new Socket(server.getInetAddress(), server.getLocalPort())) {
        caller.getOutputStream().write(ENQ);
        return FramedConnection.accept(server.accept(), Duration.ofSeconds(10));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Operation(nonParallelGroup = "link")
    public boolean connected() {
      return link.wanted(CONNECTION);
    }

    @Operation(nonParallelGroup = "link")
    public void lost() {
      link.forget();
    }

    @Operation
    public boolean hangUp() {
      return link.keepAway(Duration.ofMinutes(1)).isPresent();
    }

    @Operation
    public boolean allow() {
      return link.keepAway(Duration.ZERO).isPresent();
    }
  }

  public static final class Locked extends Operations {
    public Locked() {
      super(Locks.REAL);
    }
  }

  public static final class Unlocked extends Operations {
    public Unlocked() {
      super(Locks.NONE);
    }
  }
}
