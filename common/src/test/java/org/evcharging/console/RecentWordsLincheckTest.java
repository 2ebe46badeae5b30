package org.evcharging.console;

import java.util.List;
import org.evcharging.interleavings.Interleavings;
import org.evcharging.lock.Locks;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That no word is lost and none is there twice, needs the lock. */
@Tag("long")
class RecentWordsLincheckTest {
  @Test
  void eachWordIsThereOnce() {
    Interleavings.allMakeSense(Locked.class);
  }

  @Test
  void withALockThatDoesNothingAWordIsLost() {
    Interleavings.someMakesNone(Unlocked.class);
  }

  /** What threads that hear of drivers, and the one that completes, do with the words. */
  public abstract static class Operations {
    private final RecentWords words;

    Operations(Locks locks) {
      words = new RecentWords(2, locks);
      words.met("D8");
      words.met("D9");
    }

    @Operation
    public void met(@Param(gen = IntGen.class, conf = "1:3") int driver) {
      words.met("D" + driver);
    }

    @Operation
    public List<String> list() {
      return words.list();
    }
  }

  public static final class Locked extends Operations {
    public Locked() {
      super(Locks.REAL);
    }
  }

  public static final class Unlocked extends Operations {
    public Unlocked() {
      super(Locks.NONE);
    }
  }
}
