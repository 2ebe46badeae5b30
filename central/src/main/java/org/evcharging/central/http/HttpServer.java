package org.evcharging.central.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinException;
import io.javalin.util.JavalinLogger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.SessionHandler;
import org.eclipse.jetty.io.ConnectionStatistics;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.session.NullSessionCache;
import org.eclipse.jetty.session.NullSessionDataStore;
import org.evcharging.central.state.RefusedAttempts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Central's HTTP server, one virtual thread a request. What it answers to is described in {@code
 * openapi.json}. Thread-safe.
 */
public final class HttpServer implements AutoCloseable {
  /** Far more than screens and probes need; beyond it clients wait in the backlog. */
  private static final int MAX_CONNECTIONS = 2_000;

  /** The longest head of a request, in bytes, and the longest body: questions are short. */
  private static final int MAX_HEAD_BYTES = 16 * 1024;

  private static final long MAX_BODY_BYTES = 64 * 1024;

  private static final long MAX_SOCKET_MESSAGE_BYTES = 4 * 1024;

  /**
   * What the system keeps of a connection on its way, in bytes: thousands who do not read must not
   * fill the memory, and are found out soon.
   */
  private static final int SEND_BUFFER_BYTES = 64 * 1024;

  /** How soon who is on a WebSocket, and must, has to have said who they are. */
  private static final Duration STRANGER_PATIENCE = Duration.ofSeconds(30);

  /** How long requests under way may take once the server closes. */
  private static final long STOP_PATIENCE_MS = 1_000;

  /** What then says nothing for so long is closed: browsers keep idle connections for minutes. */
  private static final long STOP_IDLE_MS = 50;

  /** A start takes a second at most; this only keeps a bug from hanging the end. */
  private static final Duration START_PATIENCE = Duration.ofSeconds(3);

  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

  private final ServerSocketChannel channel;
  private final int port;
  private final ConnectionStatistics connections = new ConnectionStatistics();
  private final Javalin javalin;
  private final Thread starter;

  private HttpServer(ServerSocketChannel channel, HttpApi api, Duration strangerPatience) {
    this.channel = channel;
    this.port = channel.socket().getLocalPort();
    this.javalin = Javalin.create(config -> configure(config, api, strangerPatience));
    this.starter = Thread.ofPlatform().name("http start").unstarted(this::startJavalin);
  }

  /**
   * Listens, and returns: what asks before all is loaded waits for it.
   *
   * @param listen port 0 means any free one
   * @throws IOException with one line for the user, if it cannot listen there
   */
  public static HttpServer start(InetSocketAddress listen, HttpApi api) throws IOException {
    return start(listen, api, STRANGER_PATIENCE);
  }

  /** The same, with another patience for strangers on WebSockets. */
  static HttpServer start(InetSocketAddress listen, HttpApi api, Duration strangerPatience)
      throws IOException {
    // What goes wrong is said here, in one line; Javalin's own words come on top of that otherwise.
    JavalinLogger.enabled = false;
    HttpServer server = new HttpServer(bind(listen), api, strangerPatience);
    server.starter.start();
    return server;
  }

  /** The port it listens on. */
  public int port() {
    return port;
  }

  /** Connections that stand. */
  public long connections() {
    return connections.getConnections();
  }

  /** Takes no more requests, and ends those under way within a second. May be called again. */
  @Override
  public void close() {
    try {
      boolean _ = starter.join(START_PATIENCE);
      javalin.stop();
    } catch (JavalinException e) {
      LOG.warn("http requests cut off: they took longer than {} ms to end", STOP_PATIENCE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      closeQuietly(channel);
    }
  }

  private static ServerSocketChannel bind(InetSocketAddress listen) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      return channel.bind(listen);
    } catch (IOException e) {
      closeQuietly(channel);
      throw new IOException(
          "cannot listen for HTTP on "
              + listen.getHostString()
              + ":"
              + listen.getPort()
              + ": "
              + e.getMessage()
              + "; stop what uses it, or choose another with --http",
          e);
    }
  }

  private void startJavalin() {
    try {
      javalin.start();
    } catch (RuntimeException e) {
      LOG.error("http cannot be served port={} error={}", port, e.toString(), e);
      closeQuietly(channel);
    }
  }

  private void configure(JavalinConfig config, HttpApi api, Duration strangerPatience) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.http.maxRequestSize = MAX_BODY_BYTES;
    config.http.prefer405over404 = true;
    config.jsonMapper(new Json());
    config.jetty.modifyServer(HttpServer::configure);
    config.jetty.addConnector(this::connector);
    config.jetty.modifyServletContextHandler(HttpServer::keepNoSessions);
    Access access =
        new Access(
            api.tokens(),
            new RefusedAttempts(api.inputs(), api.running(), System::nanoTime),
            strangerPatience);
    config.routes.before(access::admit);
    config.routes.beforeMatched(access::requireOwn);
    routesOf(config.routes, api);
    new PageRoutes().addTo(config.routes);
    config.routes.wsBeforeUpgrade(access::admitSocket);
    new NetworkSocket(api).addTo(config.routes);
    new SiteSocket(api).addTo(config.routes);
    config.jetty.modifyWebSocketServletFactory(
        sockets -> sockets.setMaxTextMessageSize(MAX_SOCKET_MESSAGE_BYTES));
    config.routes.exception(Refusal.class, HttpServer::refused);
    config.routes.exception(
        HttpResponseException.class,
        (e, ctx) -> problem(ctx, Problem.of(e.getStatus(), String.valueOf(e.getMessage()))));
    config.routes.exception(Exception.class, HttpServer::unexpected);
  }

  /** Sets up all that is answered to. */
  static Routes routesOf(RoutesConfig javalin, HttpApi api) {
    Routes routes = new Routes(javalin);
    routes.get("/health/live", ctx -> ctx.json(new Health.Live(Health.Status.UP)));
    routes.get("/health/ready", ctx -> ready(ctx, api.readiness()));
    new DocumentRoutes(api).addTo(routes);
    new ChargePointRoutes(api).addTo(routes);
    new SessionRoutes(api.archive()).addTo(routes);
    new DriverRoutes(api).addTo(routes);
    new AccountRoutes(api).addTo(routes);
    new SiteRoutes(api).addTo(routes);
    new ClearingRoutes(api.clearing()).addTo(routes);
    new FigureRoutes(api).addTo(routes);
    return routes;
  }

  private static void configure(Server server) {
    server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, server));
    server.setErrorHandler(new ProblemErrors());
    server.setStopTimeout(STOP_PATIENCE_MS);
  }

  /** Javalin asks for one at each WebSocket; nobody needs any, nor the cookie that names it. */
  private static void keepNoSessions(ServletContextHandler context) {
    SessionHandler sessions = new SessionHandler();
    sessions.setUsingCookies(false);
    NullSessionCache cache = new NullSessionCache(sessions);
    cache.setSessionDataStore(new NullSessionDataStore());
    sessions.setSessionCache(cache);
    context.setSessionHandler(sessions);
  }

  private ServerConnector connector(Server server, HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(MAX_HEAD_BYTES);
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setShutdownIdleTimeout(STOP_IDLE_MS);
    connector.setAcceptedSendBufferSize(SEND_BUFFER_BYTES);
    connector.addBean(connections);
    try {
      connector.open(channel);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return connector;
  }

  private static void ready(Context ctx, Readiness readiness) {
    Health.Ready ready = Health.Ready.of(readiness.checks());
    ctx.status(ready.isUp() ? 200 : 503).json(ready);
  }

  private static void refused(Refusal refusal, Context ctx) {
    refusal.headers().forEach(ctx::header);
    problem(ctx, refusal.problem());
  }

  private static void unexpected(Exception e, Context ctx) {
    LOG.error("http request failed path={} error={}", ctx.path(), e.toString(), e);
    problem(ctx, Problem.of(500, "Central failed to answer this; its log says more"));
  }

  private static void problem(Context ctx, Problem problem) {
    ctx.status(problem.status()).json(problem).contentType(Problem.CONTENT_TYPE);
  }

  private static void closeQuietly(ServerSocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("could not be closed error={}", e.toString());
    }
  }
}
