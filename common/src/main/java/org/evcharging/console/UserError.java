package org.evcharging.console;

/**
 * Something the user can put right: the message is the one line they read, saying what is wrong and
 * what to do. A command that throws it ends with exit code 1.
 */
public final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UserError(String message) {
    super(message);
  }

  /**
   * @param cause shown only with {@code --verbose}; the message must make sense without it
   */
  public UserError(String message, Throwable cause) {
    super(message, cause);
  }
}
