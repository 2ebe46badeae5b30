package org.evcharging.simulation.net;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.evcharging.simulation.world.Life;
import org.evcharging.simulation.world.Machine;
import org.evcharging.wire.Connection;
import org.evcharging.wire.FramedPeer;

/**
 * One side of a connection: what {@code FramedConnection} is over a real socket, with the same
 * {@link FramedPeer} in it. Not thread-safe.
 */
public final class Socket implements Connection {
  private static final long NOT_READY_NANOS = 2_000_000L;

  /** Stands behind all that the other side has sent. What arrives otherwise is never empty. */
  private static final byte[] END_OF_STREAM = {};

  private final Network network;
  private final Life life;
  private final Machine machine;
  private final long number;
  private final FramedPeer peer;
  private final Function<Socket, Ears> opened;
  private final Consumer<String> failed;
  private final Deque<byte[]> arrived = new ArrayDeque<>();
  private Optional<Socket> other = Optional.empty();
  private Optional<Direction> outward = Optional.empty();
  private Optional<Ears> ears = Optional.empty();
  private boolean greeted;
  private boolean busy;
  private boolean over;
  private boolean timing;

  /** The other side is gone, and has not said so: nothing that is sent is answered. */
  private boolean deaf;

  private Socket(
      Network network,
      Life life,
      Machine machine,
      long number,
      FramedPeer peer,
      Function<Socket, Ears> opened,
      Consumer<String> failed) {
    this.network = network;
    this.life = life;
    this.machine = machine;
    this.number = number;
    this.peer = peer;
    this.opened = opened;
    this.failed = failed;
  }

  static Socket calling(
      Network network,
      Life life,
      Machine machine,
      long number,
      String address,
      Function<Socket, Ears> opened,
      Consumer<String> failed) {
    return new Socket(
        network,
        life,
        machine,
        number,
        FramedPeer.calling(),
        opened,
        reason -> failed.accept(address + ": " + reason));
  }

  static Socket called(
      Network network, Life life, Machine machine, long number, Function<Socket, Ears> opened) {
    return new Socket(network, life, machine, number, FramedPeer.awaitingCall(), opened, _ -> {});
  }

  void pairWith(Socket peerSocket) {
    other = Optional.of(peerSocket);
    peerSocket.other = Optional.of(this);
    outward = Optional.of(new Direction(network, machine, peerSocket.machine));
    peerSocket.outward = Optional.of(new Direction(network, peerSocket.machine, machine));
  }

  Life life() {
    return life;
  }

  public Machine machine() {
    return machine;
  }

  /** Where the other side is. */
  public Machine farMachine() {
    return other.orElseThrow().machine;
  }

  /** Both sides of a connection have the same. */
  public long number() {
    return number;
  }

  @Override
  public boolean send(String payload) {
    if (over) {
      return false;
    }
    return switch (peer.offer(payload, nowNanos())) {
      case TAKEN -> {
        life.trace(() -> "#" + number + " says " + payload);
        flush();
        yield true;
      }
      case CLOSED -> false;
      case FULL -> {
        var _ = life.after(0, () -> end(false, "takes frames too slowly"));
        yield false;
      }
    };
  }

  @Override
  public String peer() {
    return other.map(it -> it.machine.name()).orElse("nobody") + ":" + number;
  }

  /** Says goodbye and ends. */
  @Override
  public void close() {
    if (!over) {
      peer.leave();
      flush();
      finish();
      var _ = life.after(0, () -> endEars(peer.saidGoodbye(), "closed"));
      other.ifPresent(this::transmitEnd);
    }
  }

  private void transmitEnd(Socket to) {
    outward.orElseThrow().transmit(() -> to.take(() -> to.arrive(END_OF_STREAM)));
  }

  /** The connection breaks, and both sides hear of it. */
  public void reset() {
    breakSoon("connection reset");
    other.ifPresent(it -> it.breakSoon("connection reset"));
  }

  /** The connection breaks, and this side does not hear of it for a while. */
  public void breakForOtherOnly(long deafNanos) {
    other.ifPresent(it -> it.breakSoon("connection lost"));
    goDeaf(deafNanos);
  }

  private void goDeaf(long deafNanos) {
    deaf = true;
    var _ = network.world().after(deafNanos, () -> take(() -> end(false, "connection lost")));
  }

  /** If the other side is gone, this side learns it now. */
  void hearOfTheEnd() {
    if (deaf) {
      breakSoon("connection lost");
    }
  }

  void died(boolean silently) {
    over = true;
    network.closed(this);
    other.ifPresent(it -> {
      if (silently) {
        // Nobody tells it; it finds out by itself, or after TCP's own patience.
        it.goDeaf(20_000_000_000L);
      } else {
        transmitEnd(it);
      }
    });
  }

  private void breakSoon(String reason) {
    var _ = network.world().after(network.delayNanos(), () -> take(() -> end(false, reason)));
  }

  private long nowNanos() {
    return life.clocks().nanos();
  }

  void flush() {
    if (peer.hasOutput()) {
      byte[] output = peer.takeOutput();
      if (!deaf && !over) {
        other.ifPresent(
            to -> outward.orElseThrow().transmit(output, piece -> to.take(() -> to.arrive(piece))));
      }
    }
    watchAnswer();
  }

  private void take(Runnable arrival) {
    life.live(arrival);
  }

  private void arrive(byte[] piece) {
    if (!over && !deaf) {
      arrived.addLast(piece);
      read();
    }
  }

  /** Deals with what has arrived, as far as that is possible now. */
  private void read() {
    if (busy || over) {
      return;
    }
    try {
      while (!busy && !over && (greeted ? hearNext() : greet())) {
        // On to the next.
      }
    } catch (IOException e) {
      end(false, String.valueOf(e.getMessage()));
    }
  }

  private boolean greet() throws IOException {
    if (!peer.greet()) {
      return pushNext();
    }
    greeted = true;
    flush();
    if (peer.isOpen()) {
      ears = Optional.of(opened.apply(this));
    }
    return true;
  }

  private boolean hearNext() throws IOException {
    Optional<String> payload = peer.next(nowNanos());
    flush();
    if (payload.isPresent()) {
      hear(payload.get());
      return true;
    }
    if (peer.isGone()) {
      end(peer.saidGoodbye(), peer.failure().orElse("said goodbye"));
      return false;
    }
    return pushNext();
  }

  private boolean pushNext() {
    byte[] next = arrived.pollFirst();
    if (next == null) {
      return false;
    }
    if (next.length == 0) {
      end(peer.saidGoodbye(), "connection closed");
      return false;
    }
    peer.push(next, 0, next.length);
    return true;
  }

  /** What has come waits until its reader has room for it; the rest behind it too. */
  private void hear(String payload) {
    if (!ears.orElseThrow().isReadyFor(payload)) {
      busy = true;
      var _ =
          life.after(
              NOT_READY_NANOS,
              () -> {
                busy = false;
                if (!over) {
                  hear(payload);
                  read();
                }
              });
      return;
    }
    network.heard(this, payload);
    CompletableFuture<Void> heard = ears.orElseThrow().hear(payload);
    if (!heard.isDone()) {
      busy = true;
      var _ = heard.whenComplete((_, _) -> life.after(0, this::readOn));
    }
  }

  private void readOn() {
    busy = false;
    read();
  }

  /** Gives up a peer with whom the greeting is not over by then. */
  void expectGreeting(long withinNanos) {
    var _ =
        life.after(
            withinNanos,
            () -> {
              if (!greeted) {
                end(false, "has not greeted in time");
              }
            });
  }

  /** Gives up a peer that does not answer a frame. */
  private void watchAnswer() {
    OptionalLong due = peer.dueNanos();
    if (due.isPresent() && !timing && !over) {
      timing = true;
      var _ =
          life.after(
              due.getAsLong() - nowNanos(),
              () -> {
                timing = false;
                peer.timePassed(nowNanos());
                if (peer.failure().isPresent()) {
                  end(false, peer.failure().get());
                } else {
                  watchAnswer();
                }
              });
    }
  }

  private void end(boolean goodbye, String reason) {
    if (!over) {
      finish();
      endEars(goodbye, reason);
      other.ifPresent(this::transmitEnd);
    }
  }

  private void finish() {
    over = true;
    network.closed(this);
  }

  private void endEars(boolean goodbye, String reason) {
    life.trace(() -> "#" + number + " ended: " + reason);
    network.ended(this);
    if (ears.isPresent()) {
      ears.get().ended(goodbye, peer() + ": " + reason);
    } else {
      failed.accept(reason);
    }
  }
}
