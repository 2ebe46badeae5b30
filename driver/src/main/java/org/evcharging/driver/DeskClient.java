package org.evcharging.driver;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.evcharging.console.HostPort;
import org.evcharging.console.UserError;
import org.evcharging.model.DriverId;
import org.evcharging.model.Money;
import org.evcharging.model.OperationId;

/** Asks Central's money desk, one line an answer (spec §8). Used by one thread. */
final class DeskClient implements AutoCloseable {
  private static final int PATIENCE_MS = (int) Duration.ofSeconds(10).toMillis();

  private final HostPort desk;
  private final Socket socket = new Socket();
  private final BufferedReader in;
  private final OutputStream out;

  private DeskClient(HostPort desk) throws IOException {
    this.desk = desk;
    socket.connect(desk.resolve(), PATIENCE_MS);
    socket.setSoTimeout(PATIENCE_MS);
    this.in =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    this.out = socket.getOutputStream();
  }

  /**
   * Connects.
   *
   * @param token said first, if there is one: a desk that is open to other machines wants it
   * @throws UserError if the desk cannot be reached, or does not take the token
   */
  static DeskClient connect(HostPort desk, Optional<String> token) {
    try {
      DeskClient client = new DeskClient(desk);
      token.ifPresent(secret -> client.ask("AUTH " + secret));
      return client;
    } catch (IOException e) {
      throw unreachable(desk, e);
    }
  }

  /** What a driver has, in euros. */
  String balance(DriverId driver) {
    return ask("BALANCE " + driver).getLast();
  }

  /** Pays in; what the driver has then, in euros. */
  String topUp(DriverId driver, Money amount, OperationId id) {
    return ask("TOP_UP " + driver + " " + amount + " " + id).getLast();
  }

  /** The fields of an answer behind its {@code OK}. */
  private List<String> ask(String line) {
    String answer;
    try {
      out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
      answer = in.readLine();
    } catch (IOException e) {
      throw unreachable(desk, e);
    }
    List<String> fields = answer == null ? List.of("") : List.of(answer.split("\\|", -1));
    return switch (fields.getFirst()) {
      case "OK" -> fields.subList(1, fields.size());
      case "ERR" -> throw new UserError("the money desk refused: " + fields.getLast());
      default ->
          throw new UserError("what answers at " + desk + " is not a money desk; see --desk");
    };
  }

  private static UserError unreachable(HostPort desk, IOException e) {
    return new UserError(
        "the money desk cannot be reached at "
            + desk
            + " ("
            + e.getMessage()
            + "); is Central running, with --desk there?",
        e);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // Nothing more was to be said.
    }
  }
}
