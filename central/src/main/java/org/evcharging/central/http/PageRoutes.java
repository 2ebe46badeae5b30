package org.evcharging.central.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The web page: {@code /}, and under {@code /web/} what it is made of, all of it from Central's
 * jar. Open to everybody, as it tells nothing of the network: what the page shows it asks for, with
 * the rights of whoever looks at it. Thread-safe.
 */
final class PageRoutes {
  /** Nothing that is asked for under this prefix needs a token. */
  static final String PREFIX = "/web/";

  private static final String FOLDER = "web/";

  /** The library that draws curves, as its WebJar has it. */
  private static final String CHARTS = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

  private static final String CHARTS_PREFIX = "uplot/";

  /** Names of ours, and nothing that leads out of their folder. */
  private static final Pattern NAME =
      Pattern.compile("([A-Za-z-]+/)?[A-Za-z.-]+\\.(html|css|js|svg)");

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");

  /** Nothing from elsewhere, nothing inline, in nobody's frame. */
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer",
          // Asked for again each time, and not sent again while it is the same: a page never mixes
          // what two versions of Central have.
          "Cache-Control",
          "no-cache");

  private final Map<String, PageFile> files = new ConcurrentHashMap<>();

  void addTo(RoutesConfig javalin) {
    javalin.get("/", ctx -> answer(ctx, "index.html"));
    javalin.get(PREFIX + "<file>", ctx -> answer(ctx, ctx.pathParam("file")));
  }

  /** Whether it is of the page, which everybody may have. */
  static boolean serves(String path) {
    return path.equals("/") || path.startsWith(PREFIX);
  }

  private void answer(Context ctx, String name) throws IOException {
    PageFile file = file(name).orElseThrow(() -> unknown(ctx));
    HEADERS.forEach(ctx::header);
    ctx.header("ETag", file.tag());
    if (file.tag().equals(ctx.header("If-None-Match"))) {
      ctx.status(304);
    } else {
      ctx.contentType(TYPES.get(extension(name))).result(file.content());
    }
  }

  /** Read once: the jar does not change, and there are few. */
  private Optional<PageFile> file(String name) throws IOException {
    Optional<PageFile> known = Optional.ofNullable(files.get(name));
    if (known.isPresent() || !NAME.matcher(name).matches()) {
      return known;
    }
    Optional<PageFile> read = read(name);
    read.ifPresent(file -> files.put(name, file));
    return read;
  }

  private static Optional<PageFile> read(String name) throws IOException {
    String resource =
        name.startsWith(CHARTS_PREFIX)
            ? CHARTS + name.substring(CHARTS_PREFIX.length())
            : FOLDER + name;
    try (InputStream in = PageRoutes.class.getResourceAsStream(resource)) {
      return in == null ? Optional.empty() : Optional.of(PageFile.of(in.readAllBytes()));
    }
  }

  private static String extension(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static Refusal unknown(Context ctx) {
    return Refusal.unknown("NOT_FOUND", "the page has no " + ctx.path());
  }
}
