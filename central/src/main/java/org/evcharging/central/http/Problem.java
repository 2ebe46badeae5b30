package org.evcharging.central.http;

import io.javalin.http.HttpStatus;

/**
 * An error as RFC 9457 has it.
 *
 * @param type always {@code about:blank}: {@code code} says which it is
 * @param title the status in words
 * @param detail one sentence for people
 * @param code what programs go by, {@code NOT_FOUND} say
 */
record Problem(String type, String title, int status, String detail, String code) {
  static final String CONTENT_TYPE = "application/problem+json";

  Problem withCode(String newCode) {
    return new Problem(type, title, status, detail, newCode);
  }

  static Problem of(int status, String detail) {
    HttpStatus known = HttpStatus.forStatus(status);
    return known == HttpStatus.UNKNOWN
        ? new Problem("about:blank", "HTTP " + status, status, detail, "HTTP_" + status)
        : new Problem("about:blank", known.getMessage(), status, detail, known.name());
  }
}
