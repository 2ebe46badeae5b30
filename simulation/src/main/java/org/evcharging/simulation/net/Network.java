package org.evcharging.simulation.net;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.evcharging.simulation.plan.FaultKind;
import org.evcharging.simulation.plan.Tally;
import org.evcharging.simulation.world.Chance;
import org.evcharging.simulation.world.Delays;
import org.evcharging.simulation.world.Life;
import org.evcharging.simulation.world.Machine;
import org.evcharging.simulation.world.World;

/**
 * TCP between machines: bytes arrive in order, late and in any pieces; connections break, and one
 * side may not hear of it; two machines may be cut off from each other. Not thread-safe.
 */
public final class Network {
  private static final long CONNECT_TIMEOUT_NANOS = 2_000_000_000L;
  private static final long MILLIS = 1_000_000;

  private final World world;
  private final Chance chance;
  private final Delays delays;
  private final Tally tally;
  private final int mishapsPerMille;
  private final Map<String, Listener> listeners = new TreeMap<>();
  private final Set<Cut> cuts = new LinkedHashSet<>();
  private final List<Socket> sockets = new ArrayList<>();

  /** Those in which a cut holds something up, of closed connections too. */
  private final Set<Direction> held = new LinkedHashSet<>();

  private final List<FrameWatcher> watchers = new ArrayList<>();
  private boolean calm;
  private long lastNumber;

  /** Two machines in the order of their names. */
  private record Cut(String one, String other) {
    static Cut between(String a, String b) {
      return a.compareTo(b) < 0 ? new Cut(a, b) : new Cut(b, a);
    }
  }

  /** Sees what is said, when it is read at the other side. */
  public interface FrameWatcher {
    /**
     * A payload is about to be dealt with.
     *
     * @param at the machine that has read it
     * @param from the machine that has sent it
     */
    void heard(String at, String from, long connection, String payload);

    /** A machine learns that a connection is over. */
    void ended(String at, String from, long connection);
  }

  private record Listener(Life life, Machine machine, Function<Socket, Ears> accepts) {}

  /**
   * @param mishapsPerMille how many of a thousand transmissions meet each kind of mishap
   */
  public Network(World world, Chance chance, Delays delays, Tally tally, int mishapsPerMille) {
    this.world = world;
    this.chance = chance;
    this.delays = delays;
    this.tally = tally;
    this.mishapsPerMille = mishapsPerMille;
    this.calm = mishapsPerMille == 0;
  }

  /** From now on bytes arrive soon and in one piece, and who is half open hears of it. */
  public void calmDown() {
    calm = true;
    List.copyOf(sockets).forEach(Socket::hearOfTheEnd);
  }

  /**
   * Lets others connect; ends with the program.
   *
   * @param accepts given our side of each connection, once its greeting is over; who listens to it
   */
  public void listen(Life life, Machine machine, String address, Function<Socket, Ears> accepts) {
    listeners.put(address, new Listener(life, machine, accepts));
  }

  /**
   * Connects; our side is handed over once the greeting is over.
   *
   * @param connected given our side, and who is to listen to it
   * @param failed told why not
   */
  public void connect(
      Life life,
      Machine machine,
      String address,
      Function<Socket, Ears> connected,
      Consumer<String> failed) {
    Listener listener = listeners.get(address);
    if (listener == null || isCut(machine, listener.machine())) {
      boolean silence = listener != null;
      var _ =
          life.after(
              silence ? CONNECT_TIMEOUT_NANOS : delays.network(),
              () ->
                  failed.accept(address + ": " + (silence ? "did not answer in time" : "unknown")));
      return;
    }
    if (!listener.life().isAlive()) {
      var _ = life.after(delays.network(), () -> failed.accept(address + ": connection refused"));
      return;
    }
    Socket caller = Socket.calling(this, life, machine, ++lastNumber, address, connected, failed);
    Socket callee =
        Socket.called(this, listener.life(), listener.machine(), lastNumber, listener.accepts());
    caller.pairWith(callee);
    sockets.add(caller);
    sockets.add(callee);
    caller.flush();
    caller.expectGreeting(CONNECT_TIMEOUT_NANOS);
    callee.expectGreeting(CONNECT_TIMEOUT_NANOS);
  }

  /** Two machines cannot reach each other any more; what is on its way waits. */
  public void cut(String one, String other) {
    cuts.add(Cut.between(one, other));
  }

  /** They can again. */
  public void heal(String one, String other) {
    if (cuts.remove(Cut.between(one, other))) {
      for (Direction direction : List.copyOf(held)) {
        if (direction.goOn()) {
          held.remove(direction);
        }
      }
    }
  }

  public boolean isCut(Machine one, Machine other) {
    return !cuts.isEmpty() && cuts.contains(Cut.between(one.name(), other.name()));
  }

  public boolean isCut(Machine one, String other) {
    return !cuts.isEmpty() && cuts.contains(Cut.between(one.name(), other));
  }

  /** The open connections of a machine, in the order in which they were made. */
  public List<Socket> socketsOf(String machine) {
    return sockets.stream().filter(socket -> socket.machine().name().equals(machine)).toList();
  }

  /**
   * A program has died.
   *
   * @param silently its machine is gone with it, so that nobody says so to the others
   */
  public void died(Life life, boolean silently) {
    for (Socket socket : List.copyOf(sockets)) {
      if (socket.life() == life) {
        socket.died(silently);
      }
    }
  }

  public void watch(FrameWatcher watcher) {
    watchers.add(watcher);
  }

  void heard(Socket at, String payload) {
    String from = at.farMachine().name();
    at.life().trace(() -> "#" + at.number() + " " + from + " said " + payload);
    for (FrameWatcher watcher : watchers) {
      watcher.heard(at.machine().name(), from, at.number(), payload);
    }
  }

  void ended(Socket at) {
    for (FrameWatcher watcher : watchers) {
      watcher.ended(at.machine().name(), at.farMachine().name(), at.number());
    }
  }

  void holds(Direction direction) {
    held.add(direction);
  }

  void closed(Socket socket) {
    sockets.remove(socket);
  }

  World world() {
    return world;
  }

  long delayNanos() {
    if (!calm && chance.between(1, 1_000) <= mishapsPerMille) {
      tally.fault(FaultKind.BYTES_DELAYED);
      return chance.between(100 * MILLIS, 2_500 * MILLIS);
    }
    return delays.network();
  }

  /** Where to cut bytes that are sent at once into pieces; empty: nowhere. */
  List<Integer> splits(int length) {
    if (calm || length < 2 || chance.between(1, 1_000) > 3 * mishapsPerMille) {
      return List.of();
    }
    tally.fault(FaultKind.BYTES_SPLIT);
    int first = chance.between(1, length - 1);
    return chance.oneIn(2) || first == length - 1
        ? List.of(first)
        : List.of(first, chance.between(first + 1, length));
  }
}
