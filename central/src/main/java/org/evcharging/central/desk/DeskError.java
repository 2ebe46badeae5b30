package org.evcharging.central.desk;

/** Why a line is not done: {@code ERR|code|message}. */
final class DeskError extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;

  DeskError(String code, String message) {
    super(message);
    this.code = code;
  }

  /** The answer, one line whatever is in it. */
  String line() {
    return "ERR|" + code + "|" + OneLine.of(String.valueOf(getMessage()));
  }
}
