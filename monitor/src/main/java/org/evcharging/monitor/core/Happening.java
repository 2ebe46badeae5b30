package org.evcharging.monitor.core;

import org.evcharging.wire.CentralToMonitor;
import org.evcharging.wire.EngineToMonitor;

/** What reaches a Monitor from outside. */
public sealed interface Happening {
  /** A connection stands; nothing was said on it. */
  record Connected(Peer peer) implements Happening {}

  /**
   * A connection is gone, or could not be made.
   *
   * @param reason for people to read, and names the address
   */
  record Lost(Peer peer, String reason) implements Happening {}

  /**
   * A connection is gone, as the peer has announced: it leaves for good, or for long.
   *
   * @param reason for people to read, and names the address
   */
  record Left(Peer peer, String reason) implements Happening {}

  /** The Engine says something. */
  record EngineSays(EngineToMonitor message) implements Happening {}

  /** Central says something. */
  record CentralSays(CentralToMonitor message) implements Happening {}

  /** Somebody wants a fault; answered by an {@link Effect.Answer}. */
  record Injected(Injection injection) implements Happening {}

  /** Nothing but time. */
  record TimePasses() implements Happening {}
}
