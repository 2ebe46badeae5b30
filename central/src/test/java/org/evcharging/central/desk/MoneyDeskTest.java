package org.evcharging.central.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evcharging.central.state.MoneyScene.D1;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.evcharging.central.access.Tokens;
import org.evcharging.central.state.MoneyScene;
import org.evcharging.lock.LockReport;
import org.evcharging.lock.Locks;
import org.evcharging.model.DriverId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The line protocol of spec §8, over real sockets and a real database. */
class MoneyDeskTest {
  @TempDir Path folder;

  private final List<String> refused = new ArrayList<>();
  private MoneyScene scene;
  private MoneyDesk desk;

  @BeforeEach
  void open() throws Exception {
    scene = MoneyScene.open(folder, Locks.REAL).adds(D1, 500_00);
    desk = start(InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() {
    desk.close();
    scene.close();
  }

  private MoneyDesk start(InetAddress address) throws Exception {
    return MoneyDesk.start(
        new InetSocketAddress(address, 0),
        new Desk(
            scene.accounts(),
            () -> true,
            new Tokens("secret", Optional.of("viewer's"), scene.archive()),
            (who, what) -> refused.add(who + ": " + what),
            new DeskFigures() {
              @Override
              public Map<String, Long> stats() {
                return Map.of("monitors", 3L);
              }

              @Override
              public List<LockReport> locks() {
                return List.of(scene.accounts().lockReport());
              }

              @Override
              public List<LockReport> mostWaitedForAccounts() {
                return scene.accounts().mostWaitedFor();
              }
            }));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      textBlock =
          """
          BALANCE D1                    > OK|D1|500.00
          balance D1                    > OK|D1|500.00
          TOP_UP D1 10.00               > OK|D1|510.00
          TOP_UP D1 10 order-1          > OK|D1|510.00
          WITHDRAW D1 100               > OK|D1|400.00
          WITHDRAW D1 500.01            > ERR|INSUFFICIENT_FUNDS|D1 has 500.00
          TOP_UP D1 999999999.99        > ERR|ACCOUNT_FULL|D1 has 500.00
          BALANCE D2                    > ERR|UNKNOWN_DRIVER|there is no driver D2
          TOP_UP D2 1                   > ERR|UNKNOWN_DRIVER|there is no driver D2
          BALANCE D#1                   > ERR|BAD_DRIVER_ID|a driver's id is 1 to 36 of A-Z a-z 0-9 . _ -
          BALANCE                       > ERR|WRONG_USAGE|expected BALANCE DRIVER
          TOP_UP D1                     > ERR|WRONG_USAGE|expected TOP_UP DRIVER EUROS [ID]
          TOP_UP D1 1 id more           > ERR|WRONG_USAGE|expected TOP_UP DRIVER EUROS [ID]
          STATS                         > OK|monitors=3
          QUIT                          > OK|bye
          """)
  void eachLineHasOneAnswer(String line, String answer) throws Exception {
    try (DeskLines client = new DeskLines(desk.port())) {
      assertThat(client.ask(line)).isEqualTo(answer);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1",
        "0",
        "0.00",
        "1.234",
        "ten",
        "1e3",
        "1000000000000000000000000000000",
        "1000000000.00",
        "1,5",
        "NaN",
        "٣"
      })
  void wrongAmountsGetOneClearAnswer(String amount) throws Exception {
    try (DeskLines client = new DeskLines(desk.port())) {
      assertThat(client.ask("TOP_UP D1 " + amount)).startsWith("ERR|BAD_AMOUNT|amount ");
      assertThat(client.ask("BALANCE D1")).isEqualTo("OK|D1|500.00");
    }
  }

  @Test
  void unknownCommandsAndEmptyLinesToo() throws Exception {
    try (DeskLines client = new DeskLines(desk.port())) {
      assertThat(client.ask("")).startsWith("ERR|UNKNOWN_COMMAND|");
      assertThat(client.ask("DROP TABLE movement")).startsWith("ERR|UNKNOWN_COMMAND|");
    }
  }

  /** A page on the web can have a browser on this machine send it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST / HTTP/1.1\r\nHost: 127.0.0.1:5001\r\n\r\nTOP_UP D1 10\n",
        "get /\nTOP_UP D1 10\n",
        "Host: 127.0.0.1:5001\r\n\r\nTOP_UP D1 10\n"
      })
  void nothingInAnHttpRequestIsDone(String request) throws Exception {
    try (DeskLines client = new DeskLines(desk.port())) {
      client.send(request.getBytes(java.nio.charset.StandardCharsets.UTF_8));

      assertThat(client.readToTheEnd()).allMatch(line -> line.startsWith("ERR|"));
      assertThat(scene.balance(D1)).isEqualTo(500_00);
    }
  }

  @Test
  void whoDoesNotSayWhoTheyAreHasFewTries() throws Exception {
    try (MoneyDesk open = start(InetAddress.getByName("0.0.0.0"));
        DeskLines client = new DeskLines(open.port())) {
      for (int i = 0; i < 3; i++) {
        assertThat(client.ask("AUTH guess-" + i)).startsWith("ERR|UNAUTHORIZED|");
      }

      assertThat(client.readToTheEnd()).isEmpty();
    }
  }

  @Test
  void lineOfAMegabyteIsAnsweredOnceAndTheNextIsRead() throws Exception {
    try (DeskLines client = new DeskLines(desk.port())) {
      assertThat(client.ask("BALANCE " + "D".repeat(1_000_000)))
          .isEqualTo("ERR|LINE_TOO_LONG|a line has at most 512 bytes");
      assertThat(client.ask("BALANCE D1")).isEqualTo("OK|D1|500.00");
    }
  }

  @Test
  void halfALineIsAnsweredWhenItsSenderHasClosed() throws Exception {
    try (DeskLines client = new DeskLines(desk.port())) {
      client.send("TOP_UP D1 10".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      client.closeOutput();

      assertThat(client.read()).isEqualTo("ERR|UNFINISHED_LINE|a line ends with a newline");
      assertThat(scene.balance(D1)).isEqualTo(500_00);
    }
  }

  @Test
  void bytesMayComeOneByOne() throws Exception {
    try (DeskLines client = new DeskLines(desk.port())) {
      for (byte each : "BALANCE D1\r\n".getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
        client.send(new byte[] {each});
      }

      assertThat(client.read()).isEqualTo("OK|D1|500.00");
    }
  }

  @Test
  void sameIdIsDoneOnceAndGetsItsFirstAnswer() throws Exception {
    try (DeskLines client = new DeskLines(desk.port())) {
      assertThat(client.ask("TOP_UP D1 10.00 t1")).isEqualTo("OK|D1|510.00");
      assertThat(client.ask("TOP_UP D1 5.00 t2")).isEqualTo("OK|D1|515.00");

      assertThat(client.ask("TOP_UP D1 10.00 t1")).isEqualTo("OK|D1|510.00");
      assertThat(client.ask("WITHDRAW D1 10.00 t1")).startsWith("ERR|ID_REUSED|");
      assertThat(client.ask("BALANCE D1")).isEqualTo("OK|D1|515.00");
    }
  }

  @Test
  void locksAreToldInOneLine() throws Exception {
    try (DeskLines client = new DeskLines(desk.port())) {
      client.ask("TOP_UP D1 1");

      assertThat(client.ask("LOCKS"))
          .startsWith("OK|accounts locks=1 waiters=0 holder=- taken=")
          .contains(" waitedUs=0 ");
    }
  }

  @Test
  void deskThatIsOpenToOthersWantsTheTokenFirst() throws Exception {
    try (MoneyDesk open = start(InetAddress.getByName("0.0.0.0"));
        DeskLines client = new DeskLines(open.port())) {
      assertThat(client.ask("BALANCE D1")).isEqualTo("ERR|UNAUTHORIZED|say AUTH TOKEN first");
      assertThat(client.ask("AUTH guess")).startsWith("ERR|UNAUTHORIZED|");
      assertThat(refused).singleElement().asString().contains("127.0.0.1").contains("wrong token");

      assertThat(client.ask("AUTH secret")).isEqualTo("OK|operator");
      assertThat(client.ask("BALANCE D1")).isEqualTo("OK|D1|500.00");
    }
  }

  @Test
  void driversTokenIsForTheirOwnAccount() throws Exception {
    scene.adds(new DriverId("D2"), 0).givesToken(D1, "D1's");
    try (DeskLines client = new DeskLines(desk.port())) {
      assertThat(client.ask("AUTH D1's")).isEqualTo("OK|driver:D1");

      assertThat(client.ask("TOP_UP D1 1")).isEqualTo("OK|D1|501.00");
      assertThat(client.ask("BALANCE D1")).isEqualTo("OK|D1|501.00");
      assertThat(client.ask("TOP_UP D2 1"))
          .isEqualTo("ERR|FORBIDDEN|the token of driver:D1 is not for this");
      assertThat(client.ask("BALANCE D2")).startsWith("ERR|FORBIDDEN|");
      assertThat(client.ask("LOCKS")).startsWith("ERR|FORBIDDEN|");
      assertThat(refused).hasSize(3).allMatch(line -> line.startsWith("driver:D1@127.0.0.1: "));
    }
  }

  @Test
  void viewersTokenIsForLooking() throws Exception {
    try (DeskLines client = new DeskLines(desk.port())) {
      assertThat(client.ask("AUTH viewer's")).isEqualTo("OK|viewer");

      assertThat(client.ask("BALANCE D1")).isEqualTo("OK|D1|500.00");
      assertThat(client.ask("WITHDRAW D1 1")).startsWith("ERR|FORBIDDEN|");
    }
  }

  @Test
  void aThousandClientsAtOnceAddUpToTheCent() throws Exception {
    int clients = 1_000;
    scene.adds(new DriverId("D3"), 0);
    CountDownLatch start = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                try (DeskLines client = new DeskLines(desk.port())) {
                  start.await();
                  String answer = client.ask("TOP_UP D3 0.10");
                  if (!answer.startsWith("OK|D3|")) {
                    synchronized (wrong) {
                      wrong.add(answer);
                    }
                  }
                } catch (Exception e) {
                  synchronized (wrong) {
                    wrong.add(String.valueOf(e));
                  }
                }
              }));
    }
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(wrong).isEmpty();
    assertThat(scene.balance(new DriverId("D3"))).isEqualTo(clients * 10L);
  }
}
