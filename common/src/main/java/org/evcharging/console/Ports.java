package org.evcharging.console;

import picocli.CommandLine.ITypeConverter;

/**
 * Reads a port to listen on, {@code 0} for any free one: {@code @Option(converter = Ports.class)
 * int listen}.
 */
public final class Ports implements ITypeConverter<Integer> {
  private static final int MAX_PORT = 65535;

  /** Made by picocli. */
  public Ports() {}

  @Override
  public Integer convert(String text) {
    return parse(text, 0);
  }

  static int parse(String text, int lowest) {
    if (text.matches("[0-9]{1,5}")) {
      int port = Integer.parseInt(text);
      if (port >= lowest && port <= MAX_PORT) {
        return port;
      }
    }
    throw new IllegalArgumentException("expected a port from " + lowest + " to " + MAX_PORT);
  }
}
