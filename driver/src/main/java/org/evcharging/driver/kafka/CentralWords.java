package org.evcharging.driver.kafka;

import java.util.function.Consumer;

/** Says when Central goes and when it is back; says nothing while all is well. */
final class CentralWords implements Consumer<Boolean> {
  private final Incoming.Taker inbox;
  private boolean saidAway;

  CentralWords(Incoming.Taker inbox) {
    this.inbox = inbox;
  }

  @Override
  public void accept(Boolean there) {
    if (!there) {
      saidAway = true;
      inbox.put(new Incoming.Words("Central cannot be reached; supplies that run go on"));
    } else if (saidAway) {
      saidAway = false;
      inbox.put(new Incoming.Words("Central is back"));
    }
  }
}
