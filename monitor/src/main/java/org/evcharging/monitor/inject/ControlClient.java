package org.evcharging.monitor.inject;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.evcharging.console.HostPort;
import org.evcharging.console.UserError;
import org.evcharging.monitor.core.Injection;

/** Asks another program's {@link ControlPort} for one fault; a connection for each. */
public final class ControlClient implements Injector {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final HostPort monitor;

  /** Does not connect yet. */
  public ControlClient(HostPort monitor) {
    this.monitor = monitor;
  }

  /**
   * {@inheritDoc}
   *
   * @throws UserError also if the Monitor cannot be reached, or takes longer than 5 s
   */
  @Override
  public String inject(Injection injection) {
    try (Socket socket = connect()) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.getOutputStream().write((injection.command() + "\n").getBytes(StandardCharsets.UTF_8));
      return understood(new LineReader(socket.getInputStream()).next());
    } catch (SocketTimeoutException e) {
      throw new UserError(
          monitor + " gives no answer for " + PATIENCE.toSeconds() + " s; is it a monitor's?", e);
    } catch (IOException e) {
      throw new UserError(monitor + ": " + e.getMessage() + "; look at the monitor", e);
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket();
    InetSocketAddress address = monitor.resolve();
    try {
      if (address.isUnresolved()) {
        throw new UserError(monitor + ": no host of that name is known");
      }
      socket.connect(address, (int) PATIENCE.toMillis());
      return socket;
    } catch (IOException e) {
      socket.close();
      throw new UserError(
          "%s: %s; does ev monitor --control %d run there?"
              .formatted(monitor, e.getMessage(), monitor.port()),
          e);
    }
  }

  private String understood(LineReader.Read answer) {
    if (answer instanceof LineReader.Text(String line) && printable(line)) {
      if (line.startsWith("OK ")) {
        return line.substring("OK ".length());
      }
      if (line.startsWith("ERR ")) {
        throw new UserError(line.substring("ERR ".length()));
      }
    }
    throw new UserError(monitor + " does not answer like a monitor's control port");
  }

  /** What a stranger answers must not reach the terminal as more than text. */
  private static boolean printable(String line) {
    return line.codePoints().noneMatch(Character::isISOControl);
  }
}
