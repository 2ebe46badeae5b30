package org.evcharging.clearing.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evcharging.clearing.core.Claim;
import org.evcharging.clearing.core.Statement;
import org.evcharging.clearing.core.Transfer;
import org.evcharging.model.ClearingPeriod;
import org.evcharging.model.MemberId;
import org.evcharging.wire.ClearingToMember;
import org.evcharging.wire.FramedConnection;
import org.evcharging.wire.MalformedFrame;
import org.evcharging.wire.MemberToClearing;

/** A member's connection to the clearing, one question at a time. Used by one thread. */
public final class MemberConnection implements AutoCloseable {
  private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(5);

  private final Line connection;
  private final ClearingToMember.Welcome welcome;

  private MemberConnection(Line connection, ClearingToMember.Welcome welcome) {
    this.connection = connection;
    this.welcome = welcome;
  }

  /** The clearing says no, in one line. */
  public static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String reason) {
      super(reason);
    }
  }

  /** What carries payloads there and back. Used by one thread. */
  public interface Line {
    /**
     * Sends a payload.
     *
     * @return false if the line is closed
     */
    boolean send(String payload);

    /** Waits for the next payload; empty when the other side has left. */
    Optional<String> receive() throws IOException;

    /** The other side, for messages. */
    String peer();

    /** Ends it. May be called again. */
    void close();
  }

  /**
   * Connects and is let in.
   *
   * @param clearing resolved now if it is not
   * @throws IOException if nobody is there, or they do not understand each other
   */
  public static MemberConnection open(
      InetSocketAddress clearing, ClearingPeriod period, MemberId member, String secret)
      throws IOException, Refused {
    FramedConnection connection = FramedConnection.connect(clearing, CONNECT_PATIENCE);
    return open(new FramedLine(connection), period, member, secret);
  }

  private record FramedLine(FramedConnection connection) implements Line {
    @Override
    public boolean send(String payload) {
      return connection.send(payload);
    }

    @Override
    public Optional<String> receive() throws IOException {
      return connection.receive();
    }

    @Override
    public String peer() {
      return connection.peer();
    }

    @Override
    public void close() {
      connection.close();
    }
  }

  /**
   * Is let in.
   *
   * @param connection closed with it, and if it throws
   * @throws IOException if they do not understand each other
   */
  public static MemberConnection open(
      Line connection, ClearingPeriod period, MemberId member, String secret)
      throws IOException, Refused {
    try {
      say(connection, new MemberToClearing.Member(period, member, secret));
      if (hear(connection) instanceof ClearingToMember.Welcome welcome) {
        return new MemberConnection(connection, welcome);
      }
      throw strange(connection);
    } catch (IOException | Refused | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** Who was let in. */
  public MemberId member() {
    return welcome.member();
  }

  /** How many batches of the member's were stored when it was let in. */
  public long batches() {
    return welcome.batches();
  }

  /** How far the member was when it was let in. */
  ClearingToMember.Welcome welcome() {
    return welcome;
  }

  /** What became of a batch. */
  sealed interface Stored {
    /** It is on the other side's disk. */
    record Yes() implements Stored {}

    /**
     * One of its records cannot be; nothing is stored.
     *
     * @param record from 1
     */
    record Bad(int record, String reason) implements Stored {}
  }

  /** Uploads a batch, and waits until it is on the other side's disk. */
  Stored store(long number, List<String> records) throws IOException, Refused {
    say(connection, new MemberToClearing.Batch(number, 1, 1, records));
    return switch (hear(connection)) {
      case ClearingToMember.Stored stored when stored.number() == number -> new Stored.Yes();
      case ClearingToMember.BadRecord bad -> new Stored.Bad(bad.record(), bad.reason());
      default -> throw strange(connection);
    };
  }

  /** What came of a period. */
  public sealed interface Outcome {
    /** Others have not finished. */
    record NotYet(List<MemberId> missing) implements Outcome {}

    /** All have. */
    record Result(Statement statement) implements Outcome {}
  }

  /** Says that all is uploaded. */
  public Outcome finish(long batches) throws IOException, Refused {
    say(connection, new MemberToClearing.Finished(batches));
    return outcome();
  }

  /** Asks what came of the period. */
  public Outcome ask() throws IOException, Refused {
    say(connection, new MemberToClearing.Ask());
    return outcome();
  }

  private Outcome outcome() throws IOException, Refused {
    List<Claim> claims = new ArrayList<>();
    List<Transfer> transfers = new ArrayList<>();
    while (true) {
      switch (hear(connection)) {
        case ClearingToMember.NotYet(var missing) -> {
          return new Outcome.NotYet(missing);
        }
        case ClearingToMember.Claims(var some) ->
            some.forEach(
                it -> claims.add(new Claim(it.creditor(), it.debtor(), it.cents(), it.cdrs())));
        case ClearingToMember.Transfers(var some) ->
            some.forEach(it -> transfers.add(new Transfer(it.payer(), it.payee(), it.cents())));
        case ClearingToMember.Position it -> {
          return new Outcome.Result(
              new Statement(it.period(), it.member(), claims, it.cents(), transfers));
        }
        default -> throw strange(connection);
      }
    }
  }

  private static void say(Line connection, MemberToClearing words) throws IOException {
    if (!connection.send(words.payload())) {
      throw new IOException(connection.peer() + ": the connection is closed");
    }
  }

  private static ClearingToMember hear(Line connection) throws IOException, Refused {
    String payload =
        connection.receive().orElseThrow(() -> new IOException(connection.peer() + " has left"));
    try {
      ClearingToMember heard = ClearingToMember.parse(payload);
      if (heard instanceof ClearingToMember.Refused(String reason)) {
        throw new Refused(reason);
      }
      return heard;
    } catch (MalformedFrame e) {
      throw new IOException(connection.peer() + ": " + e.getMessage(), e);
    }
  }

  private static IOException strange(Line connection) {
    return new IOException(connection.peer() + " answers something else than was asked");
  }

  @Override
  public void close() {
    connection.close();
  }
}
