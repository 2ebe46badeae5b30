package org.evcharging.launcher.reasons;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.evcharging.launcher.process.Json;
import org.evcharging.model.DenialReason;
import org.evcharging.model.EndReason;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every reason for which a request is denied or a supply ends, provoked the way the world does it:
 * by records and frames. A new reason without a case here does not compile. All cases run at once,
 * each with a charge point and a driver of its own, as some take as long as the deadlines do.
 */
class ReasonsTest {
  private static final String WELL = "STATUS#OK#-#-#-";
  private static final long FINAL_WH = 1_234;

  /** 1.234 kWh at 0.25 €: 30.85 cents. */
  private static final long FINAL_CENTS = 31;

  private static final Map<DenialReason, Future<String>> denials =
      new EnumMap<>(DenialReason.class);
  private static final Map<EndReason, Future<String>> tickets = new EnumMap<>(EndReason.class);

  private static ScriptedNetwork network;
  private static ExecutorService cases;

  @BeforeAll
  static void provokeAll(@TempDir Path folder) throws Exception {
    network = new ScriptedNetwork(folder);
    cases = Executors.newVirtualThreadPerTaskExecutor();
    for (DenialReason reason : DenialReason.values()) {
      denials.put(reason, cases.submit(caseOf(reason)));
    }
    for (EndReason reason : EndReason.values()) {
      tickets.put(reason, cases.submit(caseOf(reason)));
    }
  }

  @AfterAll
  static void close() {
    cases.shutdownNow();
    network.close();
  }

  @ParameterizedTest
  @EnumSource
  void everyReasonForADenialReachesItsDriver(DenialReason reason) throws Exception {
    String denied = outcome(denials.get(reason));

    assertThat(Json.text("reason", denied)).isEqualTo(reason.name());
  }

  @ParameterizedTest
  @EnumSource
  void everyReasonForAnEndIsOnATicketWithItsEnergyAndAmount(EndReason reason) throws Exception {
    String ticket = outcome(tickets.get(reason));

    assertThat(Json.text("reason", ticket)).isEqualTo(reason.name());
    assertThat(Json.number("energyWh", ticket)).isEqualTo(FINAL_WH);
    assertThat(Json.number("amountCents", ticket)).isEqualTo(FINAL_CENTS);
  }

  private static String outcome(Future<String> provoked) throws Exception {
    try {
      return provoked.get();
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
  }

  /** Gives the notification of the denial. */
  private static Callable<String> caseOf(DenialReason reason) {
    Point point = new Point("P-" + reason);
    return switch (reason) {
      case TOO_OLD ->
          () -> {
            network.startLongAgo(point.request, point.driver, point.id, Duration.ofSeconds(61));
            return network.told("Denied", point.request);
          };
      case UNKNOWN_DRIVER ->
          () -> {
            network.start(point.request, "not an id", point.id);
            return network.told("Denied", point.request);
          };
      case DRIVER_BUSY ->
          () -> {
            point.asked();
            network.start("r-second", point.driver, "P-elsewhere");
            return network.told("Denied", "r-second");
          };
      case UNKNOWN_CHARGE_POINT ->
          () -> {
            network.start(point.request, point.driver, "P-nowhere");
            return network.told("Denied", point.request);
          };
      case DISCONNECTED ->
          () -> {
            point.connect().close();
            return point.deniedAs("DISCONNECTED");
          };
      case FAULTED ->
          () -> {
            point.connect().says("STATUS#KO#-#-#cable torn");
            return point.deniedAs("FAULTED");
          };
      case OUT_OF_ORDER ->
          () -> {
            point.connect();
            network.operatorStops(point.id);
            return point.deniedAs("OUT_OF_ORDER");
          };
      case IN_USE ->
          () -> {
            point.asked();
            network.start("r-of-another", "D-another", point.id);
            return network.told("Denied", "r-of-another");
          };
      case RESERVED_FOR_OTHERS ->
          () -> {
            point.connect();
            network.reserves(point.site, point.driver);
            network.desk("TOP_UP " + point.driver + " 100");
            network.start("r-not-booked", "D-not-booked", point.id);
            String denied = network.told("Denied", "r-not-booked");
            // Whoever has booked is served.
            point.charging();
            return denied;
          };
      case INSUFFICIENT_FUNDS ->
          () -> {
            network.start("r-first", point.driver, "P-nowhere");
            network.told("Denied", "r-first");
            network.desk("WITHDRAW " + point.driver + " 999.01");
            point.connect();
            return point.deniedAs("AVAILABLE");
          };
      case REJECTED_BY_CHARGE_POINT ->
          () -> {
            network.event("Rejected", point.id, point.asked(), ",\"reason\":\"socket jammed\"");
            return network.told("Denied", point.request);
          };
      case NO_ANSWER ->
          () -> {
            point.asked();
            return network.told("Denied", point.request);
          };
      case DRIVER_STOP ->
          () -> {
            point.asked();
            network.stop("s-" + reason, point.driver, point.id);
            return network.told("Denied", point.request);
          };
      case OPERATOR_STOP ->
          () -> {
            point.asked();
            network.operatorStops(point.id);
            return network.told("Denied", point.request);
          };
      case ENGINE_FAULT ->
          () -> {
            point.asked();
            point.monitor.says("STATUS#KO#-#-#cable torn");
            return network.told("Denied", point.request);
          };
      case MONITOR_LOST ->
          () -> {
            point.asked();
            point.monitor.close();
            return network.told("Denied", point.request);
          };
      case ID_REUSED ->
          () -> {
            network.start(point.request, point.driver, "P-nowhere");
            network.told("Denied", point.request);
            network.start(point.request, point.driver, "P-elsewhere");
            return network.told("ID_REUSED", point.request);
          };
      case NO_SESSION ->
          () -> {
            network.stop(point.request, point.driver, point.id);
            return network.told("Denied", point.request);
          };
    };
  }

  /** Gives the ticket. */
  private static Callable<String> caseOf(EndReason reason) {
    Point point = new Point("E-" + reason);
    return switch (reason) {
      case UNPLUGGED, BATTERY_FULL, FUNDS_EXHAUSTED, ENGINE_RESTART, ENGINE_STOPPED ->
          () -> point.ended(point.charging(), reason);
      case DRIVER_STOP ->
          () -> {
            point.charging();
            network.stop("s-" + point.id, point.driver, point.id);
            return point.endedByCentral(reason);
          };
      case OPERATOR_STOP ->
          () -> {
            point.charging();
            network.operatorStops(point.id);
            assertThat(point.monitor.heard()).anyMatch(frame -> frame.startsWith("STOP#"));
            return point.endedByCentral(reason);
          };
      case ENGINE_FAULT ->
          () -> {
            point.charging();
            point.monitor.says("STATUS#KO#-#-#cable torn");
            return point.endedByCentral(reason);
          };
      case MONITOR_LOST ->
          () -> {
            point.charging();
            point.monitor.fallSilent();
            return point.endedByCentral(reason);
          };
      case RECONCILED ->
          () -> {
            point.charging();
            point.monitor.says(WELL);
            return point.endedByCentral(reason);
          };
    };
  }

  /** A charge point with its driver: whoever speaks for them here writes their bytes. */
  private static final class Point {
    final String id;
    final String driver;
    final String request;

    /** Of its own, so that what is booked there keeps nobody else away. */
    final String site;

    ByteMonitor monitor;

    Point(String id) {
      this.id = id;
      this.driver = "D-" + id;
      this.request = "r-" + id;
      this.site = "Site-" + id;
    }

    ByteMonitor connect() {
      if (monitor == null) {
        monitor = network.monitor(id, site);
        network.status(id, "AVAILABLE");
      }
      return monitor;
    }

    /** Its driver asks while it has that status. */
    String deniedAs(String status) {
      network.status(id, status);
      network.start(request, driver, id);
      return network.told("Denied", request);
    }

    /** Its driver has asked, and Central has asked the Engine; gives the session. */
    String asked() {
      connect();
      network.start(request, driver, id);
      return network.command("Authorize", id);
    }

    String charging() throws IOException {
      String session = asked();
      network.event("Confirmed", id, session, "");
      network.command("Granted", id);
      monitor.says("STATUS#OK#" + session + "#0#-");
      network.event("Started", id, session, "");
      network.event("MeterValue", id, session, ",\"energyWh\":1000,\"powerW\":22000");
      network.told("Progress", request);
      return session;
    }

    String ended(String session, EndReason reason) {
      String more = ",\"reason\":\"%s\",\"energyWh\":%d".formatted(reason, FINAL_WH);
      network.event("Ended", id, session, more);
      return network.told("Ticket", request);
    }

    /** The Engine obeys at once. */
    String endedByCentral(EndReason reason) {
      return ended(network.command("EndSession", id), reason);
    }
  }
}
