package org.evcharging.engine.prompt;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.evcharging.console.HostPort;
import org.evcharging.console.Ports;
import picocli.CommandLine.ITypeConverter;

/** Reads where to listen: {@code 6001}, for this machine only, or {@code 0.0.0.0:6001}. */
public final class ListenAddress implements ITypeConverter<ListenAddress.Value> {
  /** Some port that only this machine reaches. */
  public static final Value LOOPBACK_ANY_PORT = new Value(Optional.empty(), 0);

  /**
   * Where to listen.
   *
   * @param host empty: this machine only
   * @param port 0: any that is free
   */
  public record Value(Optional<String> host, int port) {
    /** The address to bind; it may be unresolved, which binding reports. */
    public InetSocketAddress resolve() {
      return host.map(name -> new InetSocketAddress(name, port))
          .orElseGet(() -> new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }
  }

  /** Made by picocli. */
  public ListenAddress() {}

  @Override
  public Value convert(String text) {
    if (text.indexOf(':') < 0) {
      return new Value(Optional.empty(), new Ports().convert(text));
    }
    HostPort address = HostPort.parse(text);
    return new Value(Optional.of(address.host()), address.port());
  }
}
