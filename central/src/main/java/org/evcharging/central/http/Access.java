package org.evcharging.central.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.security.RouteRole;
import io.javalin.websocket.WsCloseStatus;
import io.javalin.websocket.WsContext;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.evcharging.central.access.Role;
import org.evcharging.central.access.Tokens;
import org.evcharging.central.state.RefusedAttempts;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.model.DriverId;

/**
 * Who may what (spec §13). Health and the web page's own files are open to all, and reading to this
 * machine. Otherwise a token says who it is: the operator, a viewer, who may read, or a driver, who
 * may what is their own. Thread-safe.
 *
 * <p>A browser on this machine can be talked into asking Central on behalf of a foreign page whose
 * name points here (DNS rebinding); the {@code Host} it sends then gives it away, and it counts as
 * coming from elsewhere. Without the token it can change nothing in any case.
 */
final class Access {
  private static final String SCHEME = "Bearer ";
  private static final String REALM = "Bearer realm=\"ev\"";
  private static final Set<HandlerType> READING =
      Set.of(HandlerType.GET, HandlerType.HEAD, HandlerType.OPTIONS);

  /** Where a request keeps who asks. */
  private static final String ASKER = "asker";

  private static final String SOCKET = "socket";

  /** Who asks, and at which door: what is refused later is audited there too. */
  private record Asker(Role role, Access door) {}

  private final Tokens tokens;
  private final RefusedAttempts refused;
  private final Duration strangerPatience;

  /** What a route allows beyond the usual. */
  enum Allowed implements RouteRole {
    /** To drivers, for what is their own. */
    DRIVER
  }

  /**
   * @param strangerPatience how soon who is on a WebSocket must have said who they are
   */
  Access(Tokens tokens, RefusedAttempts refused, Duration strangerPatience) {
    this.tokens = tokens;
    this.refused = refused;
    this.strangerPatience = strangerPatience;
  }

  /**
   * Finds out who asks, and lets a request pass.
   *
   * @throws Refusal if it may not, which is audited
   */
  void admit(Context ctx) throws StoreFailure {
    if (ctx.path().startsWith("/health/") || PageRoutes.serves(ctx.path())) {
      return;
    }
    Role role = roleOf(ctx);
    boolean changes = !READING.contains(ctx.method());
    if (changes && role instanceof Role.Viewer) {
      throw forbid(ctx, role, "this changes something, and a viewer may only read");
    }
    ctx.attribute(ASKER, new Asker(role, this));
  }

  /**
   * Keeps drivers from what is nobody's own. A route that is allowed to them asks {@link
   * #requireSelf} whose it is.
   *
   * @throws Refusal if it may not, which is audited
   */
  void requireOwn(Context ctx) {
    if (ctx.attribute(ASKER) instanceof Asker(Role.Driver driver, _)
        && !ctx.routeRoles().contains(Allowed.DRIVER)) {
      throw forbid(ctx, driver, "a driver's token is for the driver's own account");
    }
  }

  /**
   * Keeps a driver from what is another's; operators and viewers pass.
   *
   * @return the driver whose it is
   * @throws Refusal if it is another's, which is audited
   */
  static DriverId requireSelf(Context ctx, DriverId whose) {
    if (ctx.attribute(ASKER) instanceof Asker(Role.Driver driver, Access door)
        && !driver.id().equals(whose)) {
      throw door.forbid(ctx, driver, "this token is not " + whose + "'s");
    }
    return whose;
  }

  /**
   * Who asks over a WebSocket. A browser lets any page connect to any host: one that is not from
   * here counts as coming from elsewhere, whatever its address.
   *
   * @throws Refusal if a token was given that is none
   */
  void admitSocket(Context ctx) throws StoreFailure {
    Optional<Role> role =
        tokenOf(ctx).isPresent() || (isHere(ctx) && isOfThisServer(ctx))
            ? Optional.of(roleOf(ctx))
            : Optional.empty();
    // All that is needed of the request: it is no more, once it is a WebSocket.
    ctx.attribute(SOCKET, new Socket(ctx.ip(), ctx.path(), tokenOf(ctx), role));
  }

  /**
   * Who is at the other end of a WebSocket, from its beginning on. Pings keep it from being idle; a
   * stranger who does not say in time who they are is hung up on, whatever else they say.
   */
  static Socket join(WsContext ctx) {
    ctx.enableAutomaticPings();
    Socket socket = Objects.requireNonNull(ctx.attribute(SOCKET));
    if (socket.role.isEmpty()) {
      var _ = Thread.ofVirtual().name("stranger").start(() -> socket.awaitRole(ctx));
    }
    return socket;
  }

  /** One end of a WebSocket, and who is there; used by one thread at a time. */
  final class Socket {
    private final String address;
    private final String path;
    private Optional<String> token;
    private Optional<Role> role;

    /** Open until it is known who it is, or they are gone. */
    private final CountDownLatch settled = new CountDownLatch(1);

    private Socket(String address, String path, Optional<String> token, Optional<Role> role) {
      this.address = address;
      this.path = path;
      this.token = token;
      this.role = role;
    }

    private void awaitRole(WsContext ctx) {
      try {
        if (!settled.await(strangerPatience.toNanos(), TimeUnit.NANOSECONDS)) {
          ctx.closeSession(
              WsCloseStatus.POLICY_VIOLATION,
              "say within " + strangerPatience.toSeconds() + " s who you are");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    /** There is nobody at the other end any more. */
    void leave() {
      settled.countDown();
    }

    /** Empty until a token has come, where one is needed. */
    Optional<Role> role() {
      return role;
    }

    /** For the audit. */
    String who() {
      return role.map(Role::toString).orElse("unknown") + "@" + address;
    }

    /**
     * Takes a token.
     *
     * @throws Refusal if it is none, which is audited
     */
    void authorize(String given) throws StoreFailure {
      role = Optional.of(known(given));
      token = Optional.of(given);
      settled.countDown();
    }

    /**
     * Who it is that wants to change something: for that a token is needed, and it must be one
     * still.
     *
     * @throws Refusal if there is none, or no longer, which is audited
     */
    Role requireToken() throws StoreFailure {
      return known(token.orElseThrow(Access::unauthorized));
    }

    private Role known(String given) throws StoreFailure {
      Optional<Role> found = tokens.roleOf(given);
      if (found.isEmpty()) {
        refused.report("unknown@" + address, path + " refused: wrong token");
        throw Refusal.unauthorized(REALM + ", error=\"invalid_token\"", "this token is nobody's");
      }
      return found.get();
    }

    /** Audits that somebody may not. */
    Refusal forbid(String detail) {
      refused.report(who(), path + " refused: not theirs");
      return Refusal.forbidden(detail);
    }
  }

  static Refusal unauthorized() {
    return Refusal.unauthorized(REALM, "say {\"action\":\"auth\",\"token\":…} with a token first");
  }

  private static boolean isHere(Context ctx) {
    return isLoopback(ctx.ip()) && namesLoopback(ctx.host());
  }

  /** No browser, or a page that this server has served. */
  private static boolean isOfThisServer(Context ctx) {
    String origin = ctx.header("Origin");
    return origin == null || origin.equals("http://" + ctx.host());
  }

  /** Who asks and from which address, for the audit: {@code operator@127.0.0.1}. */
  static String who(Context ctx) {
    return ctx.attribute(ASKER) instanceof Asker(Role role, _)
        ? role + "@" + ctx.ip()
        : "unknown@" + ctx.ip();
  }

  private Role roleOf(Context ctx) throws StoreFailure {
    Optional<String> given = tokenOf(ctx);
    if (given.isPresent()) {
      return tokens
          .roleOf(given.get())
          .orElseThrow(() ->
              refuse(
                  ctx,
                  REALM + ", error=\"invalid_token\"",
                  "wrong token",
                  "this token is nobody's; the operator's is in DB.token beside Central's"
                      + " database"));
    }
    if (!READING.contains(ctx.method())) {
      throw refuse(
          ctx,
          REALM,
          "no token",
          "this changes something and needs a token: Authorization: Bearer TOKEN");
    }
    if (!isHere(ctx)) {
      throw refuse(
          ctx,
          REALM,
          "no token",
          "from another machine this needs a token: Authorization: Bearer TOKEN");
    }
    return new Role.Viewer();
  }

  private Refusal forbid(Context ctx, Role role, String detail) {
    refused.report(
        role + "@" + ctx.ip(), ctx.method().name() + " " + ctx.path() + " refused: not theirs");
    return Refusal.forbidden(detail);
  }

  private Refusal refuse(Context ctx, String challenge, String why, String detail) {
    refused.report(
        "unknown@" + ctx.ip(), ctx.method().name() + " " + ctx.path() + " refused: " + why);
    return Refusal.unauthorized(challenge, detail);
  }

  private static Optional<String> tokenOf(Context ctx) {
    return Optional.ofNullable(ctx.header("Authorization"))
        .map(header ->
            header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? header.substring(SCHEME.length()).strip()
                : "");
  }

  private static boolean isLoopback(String ip) {
    return InetAddress.ofLiteral(ip).isLoopbackAddress();
  }

  private static boolean namesLoopback(@org.jspecify.annotations.Nullable String hostAndPort) {
    if (hostAndPort == null) {
      return false;
    }
    try {
      String host = URI.create("http://" + hostAndPort).getHost();
      return host != null
          && (host.toLowerCase(Locale.ROOT).equals("localhost") || isLoopback(unbracketed(host)));
    } catch (IllegalArgumentException e) {
      // A name other than localhost, or none at all.
      return false;
    }
  }

  private static String unbracketed(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }
}
