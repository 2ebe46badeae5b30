package org.evcharging.monitor.tcp;

import org.evcharging.monitor.core.Peer;
import org.evcharging.wire.Connection;

/** What a {@link PeerLink} has to tell, in order. */
public sealed interface PeerNews {
  Peer peer();

  /** This connection stands, and is the one to send on until it is {@link Lost} or {@link Left}. */
  record Connected(Peer peer, Connection connection) implements PeerNews {}

  /** A payload has come on it. */
  record Received(Peer peer, String payload) implements PeerNews {}

  /**
   * It is gone, or could not be made.
   *
   * @param reason one line with the address
   */
  record Lost(Peer peer, String reason) implements PeerNews {}

  /**
   * It is gone, and the peer has said goodbye.
   *
   * @param reason one line with the address
   */
  record Left(Peer peer, String reason) implements PeerNews {}
}
