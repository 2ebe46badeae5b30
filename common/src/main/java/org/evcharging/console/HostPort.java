package org.evcharging.console;

import java.net.InetSocketAddress;

/**
 * Where to connect to, as the user wrote it: {@code localhost:5000}. The name is looked up at each
 * {@link #resolve}, so that a machine which moves is found again.
 *
 * @param port 1 to 65535
 */
public record HostPort(String host, int port) {
  /**
   * @throws IllegalArgumentException with a sentence for the user
   */
  public HostPort {
    if (host.isBlank() || port < 1 || port > 65535) {
      throw new IllegalArgumentException("expected host:port, such as localhost:5000");
    }
  }

  /**
   * Reads {@code host:port}; an IPv6 host stands in brackets.
   *
   * @throws IllegalArgumentException with a sentence for the user
   */
  public static HostPort parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("expected host:port, such as localhost:5000");
    }
    String host = text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.indexOf(':') >= 0) {
      throw new IllegalArgumentException("expected an IPv6 host in brackets, such as [::1]:5000");
    }
    return new HostPort(host, Ports.parse(text.substring(colon + 1), 1));
  }

  /** Looks the host up now; the result may be unresolved, which connecting reports. */
  public InetSocketAddress resolve() {
    return new InetSocketAddress(host, port);
  }

  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
