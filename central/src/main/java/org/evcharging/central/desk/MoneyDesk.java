package org.evcharging.central.desk;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.evcharging.central.access.Role;
import org.evcharging.central.store.StoreFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The money desk's door: one virtual thread a connection, thousands of them, each line answered by
 * one line. Thread-safe.
 */
public final class MoneyDesk implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MoneyDesk.class);

  /** Beyond it who comes is told so and sent away. */
  static final int MAX_CONNECTIONS = 5_000;

  private static final int BACKLOG = 1_024;

  /** Who says nothing for so long is sent away. */
  private static final int IDLE_MS = (int) Duration.ofMinutes(10).toMillis();

  /** Who has not said who they are has less time, and few tries: there are only so many places. */
  private static final int STRANGER_MS = (int) Duration.ofSeconds(10).toMillis();

  private static final int MOST_STRANGE_LINES = 3;

  /** Before the next try where none can be let in: no descriptor is free, say. */
  private static final long ACCEPT_PAUSE_MS = 500;

  private final CountDownLatch closing = new CountDownLatch(1);
  private final Desk desk;
  private final ServerSocket server;
  private final boolean isOpenToOthers;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final Thread door;

  private MoneyDesk(Desk desk, ServerSocket server) {
    this.desk = desk;
    this.server = server;
    this.isOpenToOthers = !server.getInetAddress().isLoopbackAddress();
    this.door = Thread.ofPlatform().name("money desk").unstarted(this::accept);
  }

  /**
   * Listens.
   *
   * @param listen port 0 means any free one; not on loopback, each connection needs the token first
   * @throws IOException with one line for the user, if it cannot listen there
   */
  public static MoneyDesk start(InetSocketAddress listen, Desk desk) throws IOException {
    ServerSocket server = new ServerSocket();
    try {
      server.bind(listen, BACKLOG);
    } catch (IOException e) {
      server.close();
      throw new IOException(
          "cannot listen for the money desk on "
              + listen.getHostString()
              + ":"
              + listen.getPort()
              + ": "
              + e.getMessage()
              + "; stop what uses it, or choose another with --desk",
          e);
    }
    MoneyDesk started = new MoneyDesk(desk, server);
    started.door.start();
    return started;
  }

  /** The port it listens on. */
  public int port() {
    return server.getLocalPort();
  }

  /** Connections that stand. */
  public int connections() {
    return connections.size();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        connections.add(socket);
        var _ = Thread.ofVirtual().name("desk " + socket.getPort()).start(() -> serve(socket));
      } catch (IOException e) {
        if (!server.isClosed()) {
          LOG.warn("money desk cannot accept error={}", e.toString());
          pause();
        }
      }
    }
  }

  private void pause() {
    try {
      boolean _ = closing.await(ACCEPT_PAUSE_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(Socket socket) {
    try (socket;
        OutputStream out = new BufferedOutputStream(socket.getOutputStream())) {
      socket.setTcpNoDelay(true);
      if (connections.size() > MAX_CONNECTIONS) {
        write(out, "ERR|FULL|too many connections; try again later");
      } else {
        new Conversation(socket, out).run();
      }
    } catch (IOException e) {
      LOG.debug("desk connection={} ended: {}", socket.getPort(), e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      connections.remove(socket);
    }
  }

  private static void write(OutputStream out, String line) throws IOException {
    out.write(line.getBytes(StandardCharsets.UTF_8));
    out.write('\n');
    out.flush();
  }

  /** What goes on over one connection. */
  private final class Conversation {
    private final LineReader lines;
    private final OutputStream out;
    private final String address;
    private final Socket socket;

    /** Before anybody knows who it is. */
    private int strangeLines;

    private Optional<Role> role =
        isOpenToOthers ? Optional.empty() : Optional.of(new Role.Operator());

    Conversation(Socket socket, OutputStream out) throws IOException {
      this.socket = socket;
      socket.setSoTimeout(role.isPresent() ? IDLE_MS : STRANGER_MS);
      this.lines = new LineReader(socket.getInputStream());
      this.out = out;
      this.address = socket.getInetAddress().getHostAddress();
    }

    void run() throws IOException, InterruptedException {
      boolean goesOn = true;
      while (goesOn && !server.isClosed()) {
        goesOn = answerNext();
      }
    }

    /** Tells whether the conversation goes on. */
    private boolean answerNext() throws IOException, InterruptedException {
      try {
        return switch (lines.read()) {
          case LineReader.Line.Whole(String text) -> answer(text);
          case LineReader.Line.TooLong _ ->
              throw new DeskError(
                  "LINE_TOO_LONG", "a line has at most " + LineReader.MAX_BYTES + " bytes");
          case LineReader.Line.Unfinished _ -> {
            write(out, new DeskError("UNFINISHED_LINE", "a line ends with a newline").line());
            yield false;
          }
          case LineReader.Line.End _ -> false;
        };
      } catch (DeskError e) {
        write(out, e.line());
        strangeLines += role.isEmpty() ? 1 : 0;
        return strangeLines < MOST_STRANGE_LINES;
      } catch (SocketTimeoutException e) {
        write(out, "ERR|IDLE|nothing was said for too long");
        return false;
      }
    }

    private boolean answer(String line) throws IOException, InterruptedException, DeskError {
      if (DeskCommand.isHttp(line)) {
        write(out, "ERR|UNKNOWN_COMMAND|this is no web server");
        return false;
      }
      return switch (DeskCommand.parse(line)) {
        case DeskCommand.Auth(String token) -> {
          Role given = roleOf(token);
          role = Optional.of(given);
          socket.setSoTimeout(IDLE_MS);
          write(out, "OK|" + given);
          yield true;
        }
        case DeskCommand.Quit _ -> {
          write(out, "OK|bye");
          yield false;
        }
        case DeskCommand.Question question -> {
          write(out, answer(question));
          yield true;
        }
      };
    }

    private String answer(DeskCommand.Question question) throws InterruptedException, DeskError {
      Role asker = role.orElseThrow(() -> new DeskError("UNAUTHORIZED", "say AUTH TOKEN first"));
      if (!question.isAllowedTo(asker)) {
        desk.refused().accept(who(asker), "a line at the money desk refused: not theirs");
        throw new DeskError("FORBIDDEN", "the token of " + asker + " is not for this");
      }
      return desk.answer(question, who(asker));
    }

    private Role roleOf(String token) throws DeskError {
      Optional<Role> given;
      try {
        given = desk.tokens().roleOf(token);
      } catch (StoreFailure e) {
        throw new DeskError("NOT_READY", e.line());
      }
      return given.orElseThrow(() -> {
        desk.refused().accept("unknown@" + address, "AUTH at the money desk refused: wrong token");
        return new DeskError("UNAUTHORIZED", "the token is nobody's");
      });
    }

    /** For the audit: {@code desk@127.0.0.1}, or {@code driver:D1@127.0.0.1}. */
    private String who(Role asker) {
      return (asker instanceof Role.Driver ? asker : "desk") + "@" + address;
    }
  }

  /** Lets nobody in any more, and ends all conversations; an order in hand is still decided. */
  @Override
  public void close() {
    closing.countDown();
    try {
      server.close();
      door.join();
    } catch (IOException e) {
      LOG.debug("money desk could not be closed error={}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (Socket socket : connections) {
      try {
        socket.close();
      } catch (IOException e) {
        LOG.debug("desk connection could not be closed error={}", e.toString());
      }
    }
  }
}
