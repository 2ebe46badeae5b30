package org.evcharging.monitor.core;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.evcharging.wire.MonitorToCentral;
import org.evcharging.wire.MonitorToEngine;

/** Collects, in order, what is to be done about one happening. */
final class Effects {
  private final List<Effect> list = new ArrayList<>(4);

  void toEngine(MonitorToEngine message) {
    list.add(new Effect.ToEngine(message));
  }

  void toCentral(MonitorToCentral message) {
    list.add(new Effect.ToCentral(message));
  }

  void hangUp(Peer peer, Duration pause) {
    list.add(new Effect.HangUp(peer, pause));
  }

  void accept(String words) {
    list.add(new Effect.Accept(words));
  }

  void refuse(String reason) {
    list.add(new Effect.Refuse(reason));
  }

  void say(String line) {
    list.add(new Effect.Say(line));
  }

  List<Effect> list() {
    return list;
  }
}
