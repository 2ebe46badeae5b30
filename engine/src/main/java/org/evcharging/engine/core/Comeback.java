package org.evcharging.engine.core;

import org.evcharging.engine.core.EngineState.Ending;
import org.evcharging.engine.core.Remembered.Open;
import org.evcharging.message.EngineEvent.Why;
import org.evcharging.model.EndReason;

/**
 * What an Engine does about its past when it has started again (spec §4, rule 7): it never resumes
 * a session by itself. One that was open ends with the last reading that reached the disk; what it
 * may not have told is told again. Central takes the first word of each session and drops the rest.
 */
final class Comeback {
  private Comeback() {}

  static Decision decide(Decision so, Remembered past) {
    Decision decision = past.lastEnded().map(ending -> so.to(so.state().with(ending))).orElse(so);
    for (Ending ending : past.untold()) {
      decision = decision.tell(ending);
    }
    return past.open().isPresent() ? cutOff(decision, past.open().get()) : decision;
  }

  /**
   * Also a session that was only confirmed or granted ends with {@code ENGINE_RESTART}, at 0 Wh.
   * {@code NotPluggedIn} would say that its 60 s were over, and would be wrong if the power went
   * before the start was on the disk.
   */
  private static Decision cutOff(Decision so, Open session) {
    Ending ending =
        new Ending(
            session.chargePointId(),
            session.sessionId(),
            new Why.Because(EndReason.ENGINE_RESTART),
            session.energy());
    return so.to(so.state().with(ending))
        .record(new JournalEntry.Ended(ending))
        .tell(ending)
        .say(Wording.cutOff(session));
  }
}
