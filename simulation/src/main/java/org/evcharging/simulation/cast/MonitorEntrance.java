package org.evcharging.simulation.cast;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.evcharging.central.journal.Lane;
import org.evcharging.central.monitors.MonitorAdmission;
import org.evcharging.central.monitors.MonitorConnection;
import org.evcharging.simulation.net.Ears;
import org.evcharging.simulation.net.Socket;
import org.evcharging.simulation.world.Life;

/** Where Monitors connect with Central: its own admission, without its sockets and threads. */
final class MonitorEntrance {
  private static final long SWEEP_NANOS = 500_000_000;

  private final MonitorAdmission admission;
  private final JournalRoom room;
  private final Life life;
  private final Set<MonitorConnection> admitted = new LinkedHashSet<>();

  MonitorEntrance(MonitorAdmission admission, JournalRoom room, Life life) {
    this.admission = admission;
    this.room = room;
    this.life = life;
    sweep();
  }

  /** Who is not registered in time has to leave. */
  private void sweep() {
    var _ =
        life.after(
            SWEEP_NANOS,
            () -> {
              for (MonitorConnection connection : List.copyOf(admitted)) {
                if (connection.overdue(life.clocks().nanos())) {
                  connection.expire();
                }
              }
              sweep();
            });
  }

  Ears accept(Socket socket) {
    MonitorConnection connection = admission.admit(socket);
    admitted.add(connection);
    return new Ears() {
      @Override
      public boolean isReadyFor(String payload) {
        return room.isThere(payload.startsWith("REGISTER#") ? Lane.NORMAL : Lane.RESERVED);
      }

      @Override
      public CompletableFuture<Void> hear(String payload) {
        try {
          return connection.hear(payload);
        } catch (InterruptedException e) {
          throw new IllegalStateException("nobody interrupts anybody here", e);
        }
      }

      @Override
      public void ended(boolean goodbye, String reason) {
        admitted.remove(connection);
        room.whenThere(Lane.RESERVED, () -> end(connection));
      }
    };
  }

  private static void end(MonitorConnection connection) {
    try {
      connection.ended();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts anybody here", e);
    }
  }
}
