package org.evcharging.central.http;

import java.util.Map;

/** Why a request is not done, as it is told to the one who asked. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final transient Map<String, String> headers;

  private Refusal(Problem problem, Map<String, String> headers) {
    super(problem.detail());
    this.problem = problem;
    this.headers = headers;
  }

  static Refusal badRequest(String detail) {
    return new Refusal(Problem.of(400, detail), Map.of());
  }

  /** There is no such thing; {@code code} says of what kind. */
  static Refusal unknown(String code, String detail) {
    return new Refusal(Problem.of(404, detail).withCode(code), Map.of());
  }

  /** What is asked does not go with what there is; {@code code} says why. */
  static Refusal conflict(String code, String detail) {
    return new Refusal(Problem.of(409, detail).withCode(code), Map.of());
  }

  /**
   * A token is missing or wrong (RFC 6750).
   *
   * @param challenge for {@code WWW-Authenticate}
   */
  static Refusal unauthorized(String challenge, String detail) {
    return new Refusal(Problem.of(401, detail), Map.of("WWW-Authenticate", challenge));
  }

  /** Whoever asks is known, and may not. */
  static Refusal forbidden(String detail) {
    return new Refusal(Problem.of(403, detail), Map.of());
  }

  /** Not now; the same request may be done later. */
  static Refusal notReady(String detail) {
    return new Refusal(Problem.of(503, detail).withCode("NOT_READY"), Map.of("Retry-After", "2"));
  }

  /** It may be done, or not: what is repeated with the same key is done once. */
  static Refusal unknownOutcome(String detail) {
    return new Refusal(
        Problem.of(503, detail).withCode("UNKNOWN_OUTCOME"), Map.of("Retry-After", "2"));
  }

  Problem problem() {
    return problem;
  }

  Map<String, String> headers() {
    return headers;
  }
}
