package org.evcharging.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.evcharging.engine.core.JournalEntry;
import org.evcharging.engine.core.Remembered;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.DriverId;
import org.evcharging.model.Energy;
import org.evcharging.model.SessionId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One journal for many Engines. */
class FleetDiskTest {
  private static final ChargePointId FIRST = new ChargePointId("FLEET-0001");
  private static final ChargePointId SECOND = new ChargePointId("FLEET-0002");

  private static final long FIRST_BOOT = 1_790_000_000;

  @TempDir private Path folder;

  @Test
  void eachEngineRemembersItsOwnSession() throws IOException {
    try (FleetDisk disk = FleetDisk.open(folder, 2, FIRST_BOOT)) {
      SupplyJournal journal = disk.shareOf(FIRST).journal();
      append(journal, held(FIRST, "s1"), held(SECOND, "s2"), reading("s1", 7), reading("s2", 9));
    }
    try (FleetDisk disk = FleetDisk.open(folder, 2, FIRST_BOOT)) {
      assertThat(disk.shareOf(FIRST).remembered())
          .isEqualTo(Remembered.NOTHING.after(held(FIRST, "s1")).after(reading("s1", 7)));
      assertThat(disk.shareOf(SECOND).remembered())
          .isEqualTo(Remembered.NOTHING.after(held(SECOND, "s2")).after(reading("s2", 9)));
    }
  }

  @Test
  void startsAreCountedFromTheFirstNumberGivenSoThatANewFolderRepeatsNone() throws IOException {
    try (FleetDisk disk = FleetDisk.open(folder, 2, FIRST_BOOT)) {
      assertThat(disk.shareOf(FIRST).boot()).isEqualTo(FIRST_BOOT);
    }
    try (FleetDisk disk = FleetDisk.open(folder, 2, FIRST_BOOT + 50)) {
      assertThat(disk.shareOf(FIRST).boot()).isEqualTo(FIRST_BOOT + 1);
    }
  }

  @Test
  void anEngineThatIsClosedClosesNothingOfTheOthers() throws Exception {
    try (FleetDisk disk = FleetDisk.open(folder, 2, FIRST_BOOT)) {
      disk.shareOf(FIRST).close();

      disk.shareOf(SECOND).journal().append(held(SECOND, "s2")).get();
    }
  }

  @Test
  void aThousandChargesDoNotMakeTheFileGrowWithoutEnd() throws Exception {
    List<ChargePointId> engines =
        IntStream.range(0, 1_000).mapToObj(i -> new ChargePointId("FLEET-" + i)).toList();
    try (FleetDisk disk = FleetDisk.open(folder, engines.size(), FIRST_BOOT)) {
      SupplyJournal journal = disk.shareOf(FIRST).journal();
      CompletableFuture<Void> last = new CompletableFuture<>();
      for (ChargePointId engine : engines) {
        last = journal.append(held(engine, "s-" + engine));
      }
      for (int second = 1; second <= 40; second++) {
        for (ChargePointId engine : engines) {
          last = journal.append(reading("s-" + engine, second));
        }
        last.get();
      }

      assertThat(Files.size(folder.resolve("supply.journal"))).isLessThan(1_000_000);
    }
    try (FleetDisk disk = FleetDisk.open(folder, engines.size(), FIRST_BOOT)) {
      assertThat(engines)
          .allSatisfy(engine ->
              assertThat(disk.shareOf(engine).remembered().open().orElseThrow().energy())
                  .isEqualTo(new Energy(40)));
    }
  }

  @Test
  void aShareIsThatOfOneChargePointForGood() throws IOException {
    try (FleetDisk disk = FleetDisk.open(folder, 2, FIRST_BOOT)) {
      EngineDisk share = disk.shareOf(FIRST);

      share.adopt(FIRST);
      assertThat(share.chargePoint()).contains(FIRST);
      assertThatThrownBy(() -> share.adopt(SECOND)).isInstanceOf(IllegalStateException.class);
    }
  }

  private static void append(SupplyJournal journal, JournalEntry... entries) {
    for (JournalEntry entry : entries) {
      CompletableFuture<Void> _ = journal.append(entry);
    }
  }

  private static JournalEntry held(ChargePointId engine, String session) {
    return new JournalEntry.Held(engine, new SessionId(session), new DriverId("D1"));
  }

  private static JournalEntry reading(String session, long wh) {
    return new JournalEntry.Reading(new SessionId(session), new Energy(wh));
  }
}
