package org.evcharging.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.evcharging.engine.core.EngineState.Ending;
import org.evcharging.engine.core.JournalEntry;
import org.evcharging.engine.core.Remembered;
import org.evcharging.message.EngineEvent.Why;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.DriverId;
import org.evcharging.model.EndReason;
import org.evcharging.model.Energy;
import org.evcharging.model.SessionId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file, whatever a crash or a bad disk has made of it. */
class JournalFileTest {
  private static final SessionId SESSION = new SessionId("4cde1f7a-0001");
  private static final List<JournalEntry> LIFE =
      List.of(
          new JournalEntry.Held(new ChargePointId("MAD-01"), SESSION, new DriverId("D1")),
          new JournalEntry.Started(SESSION),
          new JournalEntry.Reading(SESSION, new Energy(6)),
          new JournalEntry.Reading(SESSION, new Energy(12)),
          ended(SESSION, new Why.Because(EndReason.UNPLUGGED), 15),
          new JournalEntry.Told(SESSION),
          new JournalEntry.Held(
              new ChargePointId("MAD-01"), new SessionId("s2"), new DriverId("D2")),
          new JournalEntry.Released(new SessionId("s2")),
          ended(new SessionId("s3"), new Why.NotPluggedIn(), 0));

  @TempDir private Path folder;
  private Path path;

  @BeforeEach
  void name() {
    path = folder.resolve("supply.journal");
  }

  @Test
  void everyEntryIsReadAsItWasWritten() {
    for (JournalEntry entry : LIFE) {
      String line = JournalLine.of(entry);

      assertThat(line).endsWith("\n");
      assertThat(JournalLine.parse(line.stripTrailing())).contains(entry);
    }
  }

  @Test
  void reopenedItAddsUpToWhatWasAppended() throws IOException {
    for (int i = 0; i < LIFE.size(); i++) {
      try (JournalFile file = JournalFile.open(path)) {
        assertThat(file.found().sole()).isEqualTo(sum(LIFE.subList(0, i)));
        file.append(List.of(LIFE.get(i)));
        file.force();
      }
    }
    assertThat(Files.readString(path)).hasLineCount(LIFE.size());
  }

  @Test
  void tornAtAnyByteOfTheLastLineItKeepsAllBeforeAndGoesOn() throws IOException {
    for (int last = 0; last < LIFE.size(); last++) {
      List<JournalEntry> before = LIFE.subList(0, last);
      int length = JournalLine.of(LIFE.get(last)).length();
      for (int kept = 0; kept < length; kept++) {
        write(LIFE.subList(0, last + 1));
        byte[] all = Files.readAllBytes(path);
        Files.write(path, Arrays.copyOf(all, all.length - length + kept));

        goesOnAfter(before);
      }
    }
  }

  @Test
  void anyFlippedByteOfTheLastLineCutsThatLineOff() throws IOException {
    int last = LIFE.size() - 1;
    write(LIFE);
    byte[] sound = Files.readAllBytes(path);
    for (int at = sound.length - JournalLine.of(LIFE.get(last)).length(); at < sound.length; at++) {
      byte[] flipped = sound.clone();
      flipped[at] ^= 0x11;
      Files.write(path, flipped);

      goesOnAfter(LIFE.subList(0, last));
    }
  }

  private void goesOnAfter(List<JournalEntry> before) throws IOException {
    JournalEntry next = new JournalEntry.Started(new SessionId("later"));
    try (JournalFile file = JournalFile.open(path)) {
      assertThat(file.found().sole()).isEqualTo(sum(before));
      assertThat(file.damage()).isEmpty();
      file.append(List.of(next));
    }
    try (JournalFile file = JournalFile.open(path)) {
      assertThat(file.found().sole()).isEqualTo(sum(before).after(next));
    }
  }

  @Test
  void zeroesThatAPowerCutLeftAtTheEndAreCutOff() throws IOException {
    write(LIFE);
    byte[] all = Files.readAllBytes(path);
    Files.write(path, Arrays.copyOf(all, all.length + 4_096));

    goesOnAfter(LIFE);
  }

  @Test
  void damageInTheMiddleKeepsWhatPrecedesItAndSaysSoInOneLine() throws IOException {
    write(LIFE);
    byte[] all = Files.readAllBytes(path);
    int third = (JournalLine.of(LIFE.get(0)) + JournalLine.of(LIFE.get(1))).length();
    all[third + 20] ^= 1;
    Files.write(path, all);

    try (JournalFile file = JournalFile.open(path)) {
      assertThat(file.found().sole()).isEqualTo(sum(LIFE.subList(0, 2)));
      assertThat(file.damage().orElseThrow())
          .contains(path + " is damaged from byte " + third + " on")
          .doesNotContain("\n");
    }
    assertThat(Files.readAllBytes(folder.resolve("supply.journal.damaged"))).isEqualTo(all);
    assertThat(Files.size(path)).isEqualTo(third);
  }

  @Test
  void startedAnewItHoldsTheSumAndTakesMore() throws IOException {
    write(LIFE);
    Remembered sum = sum(LIFE);
    try (JournalFile file = JournalFile.open(path)) {
      file.startAnew(sum.entries());
      assertThat(file.size()).isEqualTo(Files.size(path)).isLessThan(200);
      file.append(List.of(LIFE.getFirst()));
    }
    try (JournalFile file = JournalFile.open(path)) {
      assertThat(file.found().sole()).isEqualTo(sum.after(LIFE.getFirst()));
    }
  }

  @Test
  void aFolderInItsPlaceIsOneClearLine() throws IOException {
    Files.createDirectory(path);

    assertThatThrownBy(() -> SupplyJournal.open(path, 1))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("the journal " + path + " cannot be used (")
        .hasMessageEndingWith("choose another with --data");
  }

  private void write(List<JournalEntry> entries) throws IOException {
    Files.deleteIfExists(path);
    try (JournalFile file = JournalFile.open(path)) {
      file.append(entries);
    }
  }

  private static Remembered sum(List<JournalEntry> entries) {
    Remembered sum = Remembered.NOTHING;
    for (JournalEntry entry : entries) {
      sum = sum.after(entry);
    }
    return sum;
  }

  private static JournalEntry ended(SessionId session, Why why, long wh) {
    return new JournalEntry.Ended(
        new Ending(new ChargePointId("MAD-01"), session, why, new Energy(wh)));
  }
}
