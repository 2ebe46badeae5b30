package org.evcharging.central.http;

import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Long lists come in pages; the answer's {@code Link} header names the next one (RFC 8288). */
final class Page {
  static final int DEFAULT_LIMIT = 100;
  static final int MAX_LIMIT = 1_000;

  private Page() {}

  static int limit(Context ctx) {
    return Query.number(ctx, "limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
  }

  /**
   * Says where the list goes on: the same question, from another place.
   *
   * @param cursor the parameter that says from where
   * @param last the last id of this page
   */
  static void linkNext(Context ctx, String cursor, String last) {
    String question =
        Stream.concat(
                ctx.queryParamMap().entrySet().stream()
                    .filter(parameter -> !parameter.getKey().equals(cursor))
                    .flatMap(Page::pairs),
                Stream.of(pair(cursor, last)))
            .collect(Collectors.joining("&"));
    ctx.header("Link", "<" + ctx.path() + "?" + question + ">; rel=\"next\"");
  }

  private static Stream<String> pairs(Map.Entry<String, List<String>> parameter) {
    return parameter.getValue().stream().map(value -> pair(parameter.getKey(), value));
  }

  private static String pair(String name, String value) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8)
        + "="
        + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
