package org.evcharging.central.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/** {@code /openapi.json}, which describes all the others, and {@code /metrics}. */
final class DocumentRoutes {
  private final HttpApi api;

  @GuardedBy("this")
  private Optional<Metrics> metrics = Optional.empty();

  DocumentRoutes(HttpApi api) {
    this.api = api;
  }

  void addTo(Routes routes) {
    routes.get("/openapi.json", DocumentRoutes::openApi);
    routes.get("/metrics", this::metrics);
  }

  private static void openApi(Context ctx) throws IOException {
    ctx.contentType("application/json").result(openApi());
  }

  static String openApi() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(DocumentRoutes.class.getResourceAsStream("openapi.json"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void metrics(Context ctx) {
    ctx.contentType(Metrics.CONTENT_TYPE).result(metrics().scrape());
  }

  /** Made at the first question: a good part of a second that Central's start does without. */
  private synchronized Metrics metrics() {
    Metrics made = metrics.orElseGet(() -> new Metrics(api));
    metrics = Optional.of(made);
    return made;
  }
}
