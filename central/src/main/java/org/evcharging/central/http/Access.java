package org.evcharging.central.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.evcharging.central.state.RefusedAttempts;

/**
 * Who may what (spec §13). Health is open to all. Reading is open to this machine; what changes
 * something, and reading from elsewhere, needs the operator's token. Thread-safe.
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

  private final byte[] tokenHash;
  private final RefusedAttempts refused;

  Access(String token, RefusedAttempts refused) {
    this.tokenHash = hash(token);
    this.refused = refused;
  }

  /**
   * Lets a request pass.
   *
   * @throws Refusal if it may not, which is audited
   */
  void require(Context ctx) {
    if (ctx.path().startsWith("/health/")) {
      return;
    }
    Optional<String> given = tokenOf(ctx);
    if (given.isPresent()) {
      if (MessageDigest.isEqual(tokenHash, hash(given.get()))) {
        return;
      }
      throw refuse(
          ctx,
          REALM + ", error=\"invalid_token\"",
          "wrong token",
          "the token is not the operator's; it is in DB.token beside Central's database");
    }
    if (!READING.contains(ctx.method())) {
      throw refuse(
          ctx,
          REALM,
          "no token",
          "this changes something and needs the operator's token: Authorization: Bearer TOKEN");
    }
    if (!isLoopback(ctx.ip()) || !namesLoopback(ctx.host())) {
      throw refuse(
          ctx,
          REALM,
          "no token",
          "from another machine this needs the operator's token: Authorization: Bearer TOKEN");
    }
  }

  /** Who asks and from which address, for the audit: {@code operator@127.0.0.1}. */
  static String operator(Context ctx) {
    return "operator@" + ctx.ip();
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

  /** Of the same length for each token, so that comparing takes the same time for each. */
  private static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
