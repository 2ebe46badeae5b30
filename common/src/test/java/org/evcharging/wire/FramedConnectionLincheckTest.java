package org.evcharging.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.evcharging.interleavings.Interleavings;
import org.evcharging.lock.Locks;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That one frame at a time is under way, and none is lost, needs the lock. */
@Tag("long")
class FramedConnectionLincheckTest {
  @Test
  void oneFrameAtATimeIsUnderWay() {
    Interleavings.allMakeSense(Locked.class);
  }

  @Test
  void withALockThatDoesNothingFramesAreMixed() {
    Interleavings.someMakesNone(Unlocked.class);
  }

  /** What threads that send, and the connection's own writer, do with it. */
  public abstract static class Operations {
    private final FramedConnection connection;

    Operations(Locks locks) throws IOException {
      FramedPeer peer = FramedPeer.awaitingCall();
      peer.push(new byte[] {Framing.ENQ}, 0, 1);
      peer.greet();
      peer.takeOutput();
      connection =
          new FramedConnection(new Greeted(new Line(new NoSocket()), peer, "monitor:1"), locks);
    }

    @Operation
    public boolean send(@Param(gen = IntGen.class, conf = "1:9") int number) {
      return connection.send("STOP " + number);
    }

    @Operation(nonParallelGroup = "writer")
    public String written() {
      return new String(connection.takeOutput(), StandardCharsets.UTF_8);
    }
  }

  private static final class NoSocket extends Socket {
    @Override
    public InputStream getInputStream() {
      return InputStream.nullInputStream();
    }

    @Override
    public OutputStream getOutputStream() {
      return OutputStream.nullOutputStream();
    }
  }

  public static final class Locked extends Operations {
    public Locked() throws IOException {
      super(Locks.REAL);
    }
  }

  public static final class Unlocked extends Operations {
    public Unlocked() throws IOException {
      super(Locks.NONE);
    }
  }
}
