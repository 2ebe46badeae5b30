package org.evcharging.engine.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.evcharging.engine.core.EngineState.Ending;
import org.evcharging.message.EngineEvent.Why;
import org.evcharging.model.DriverId;
import org.evcharging.model.EndReason;
import org.evcharging.model.Energy;
import org.evcharging.model.SessionId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RememberedTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void itsEntriesAddUpToTheSameWhateverHappened(long seed) {
    Random random = new Random(seed);
    Remembered sum = Remembered.NOTHING;
    for (int i = 0; i < 500; i++) {
      sum = sum.after(anything(random));

      Remembered again = Remembered.NOTHING;
      for (JournalEntry entry : sum.entries()) {
        again = again.after(entry);
      }
      assertThat(again).isEqualTo(sum);
      assertThat(sum.closed()).hasSizeLessThanOrEqualTo(Remembered.MAX_CLOSED);
    }
  }

  @Test
  void whatIsSaidOfAnotherSessionChangesNothing() {
    Remembered held = Remembered.NOTHING.after(held("s1"));

    for (JournalEntry entry :
        List.of(
            new JournalEntry.Started(new SessionId("s2")),
            new JournalEntry.Reading(new SessionId("s2"), new Energy(5)),
            new JournalEntry.Released(new SessionId("s2")),
            new JournalEntry.Told(new SessionId("s2")))) {
      assertThat(held.after(entry)).isEqualTo(held);
    }
  }

  @Test
  void ofEndsThatWereToldOnlyTheLastIsKept() {
    Remembered sum = Remembered.NOTHING;
    List<String> untold = new ArrayList<>();
    for (String session : List.of("s1", "s2", "s3")) {
      sum = sum.after(ended(session, 7)).after(new JournalEntry.Told(new SessionId(session)));
      sum.untold().forEach(ending -> untold.add(ending.sessionId().value()));
    }

    assertThat(untold).isEmpty();
    assertThat(sum.closed())
        .singleElement()
        .extracting(c -> c.ending().sessionId().value())
        .isEqualTo("s3");
  }

  private static JournalEntry anything(Random random) {
    String id = "s" + random.nextInt(40);
    SessionId session = new SessionId(id);
    return switch (random.nextInt(6)) {
      case 0 -> held(id);
      case 1 -> new JournalEntry.Started(session);
      case 2 -> new JournalEntry.Reading(session, new Energy(random.nextInt(1_000)));
      case 3 -> new JournalEntry.Released(session);
      case 4 -> ended(id, random.nextInt(1_000));
      default -> new JournalEntry.Told(session);
    };
  }

  private static JournalEntry held(String session) {
    return new JournalEntry.Held(Scene.POINT, new SessionId(session), new DriverId("D1"));
  }

  private static JournalEntry ended(String session, long wh) {
    return new JournalEntry.Ended(
        new Ending(
            Scene.POINT,
            new SessionId(session),
            new Why.Because(EndReason.UNPLUGGED),
            new Energy(wh)));
  }
}
