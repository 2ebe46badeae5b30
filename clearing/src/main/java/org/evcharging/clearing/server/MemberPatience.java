package org.evcharging.clearing.server;

import java.time.Duration;

/**
 * How long a connection may keep its place, which others may want.
 *
 * @param introduction until it has said who it is, and was let in
 * @param idle from one thing that it says to the next; whoever has something to say comes again
 */
public record MemberPatience(Duration introduction, Duration idle) {
  public static final MemberPatience DEFAULT =
      new MemberPatience(Duration.ofSeconds(10), Duration.ofMinutes(10));
}
