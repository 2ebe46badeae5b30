package org.evcharging.central.monitors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.evcharging.central.monitors.MonitorScene.expect;
import static org.evcharging.central.monitors.MonitorScene.lifeSign;
import static org.evcharging.central.monitors.MonitorScene.register;
import static org.evcharging.central.monitors.RawPeer.ACK;
import static org.evcharging.central.monitors.RawPeer.ENQ;
import static org.evcharging.central.monitors.RawPeer.EOT;
import static org.evcharging.central.monitors.RawPeer.NACK;
import static org.evcharging.central.monitors.RawPeer.frame;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import org.evcharging.central.core.Input;
import org.evcharging.wire.CentralToMonitor;
import org.evcharging.wire.FramedConnection;
import org.evcharging.wire.Registration;
import org.junit.jupiter.api.Test;

class MonitorServerTest {
  private static final Duration SHORT = Duration.ofMillis(200);

  @Test
  void nobodyIsToldOfARegistrationBeforeItIsOnTheDisk() throws Exception {
    CompletableFuture<Void> disk = new CompletableFuture<>();
    try (MonitorScene scene = MonitorScene.open();
        RawPeer other = scene.raw();
        RawPeer peer = scene.raw()) {
      scene.network.commitsWith(disk);
      peer.sends(ENQ).sends(frame(register("MAD-01", "secret").payload())).receives(ACK, ACK);
      scene.awaitInputs(1);

      // A whole round trip of somebody else is time enough for a wrong answer.
      other.sends(ENQ).receives(ACK).sends(frame("NONSENSE")).receives(ACK);
      assertThat(peer.hasReceivedSomething()).isFalse();
      disk.complete(null);

      peer.receives(frame("REGISTERED#MAD-01#FIRST"));
    }
  }

  @Test
  void wantedStateFollowsTheRegistrationEvenIfItsCommitIsHeardOfFirst() throws Exception {
    CompletableFuture<Void> disk = new CompletableFuture<>();
    try (MonitorScene scene = MonitorScene.open();
        FramedConnection monitor = scene.connect()) {
      // The listener is told within submit, the connection's thread only later.
      scene.network.commitsWith(disk);
      monitor.send(register("MAD-01", "secret").payload());
      scene.awaitInputs(1);
      disk.complete(null);

      expect(monitor, CentralToMonitor.Registered.class);
      CentralToMonitor.Resume resume = expect(monitor, CentralToMonitor.Resume.class);

      assertThat(resume.commandId())
          .isEqualTo(
              scene.network.inputs(Input.MonitorRegisters.class).getFirst().freshCommandId());
    }
  }

  @Test
  void registrationThatCannotBeWrittenIsNotConfirmed() throws Exception {
    try (MonitorScene scene = MonitorScene.open();
        FramedConnection monitor = scene.connect()) {
      scene.network.commitsWith(CompletableFuture.failedFuture(new IOException("disk full")));

      monitor.send(register("MAD-01", "secret").payload());

      assertThat(monitor.receive()).isEmpty();
    }
  }

  @Test
  void newConnectionOfAChargePointReplacesTheOldOne() throws Exception {
    try (MonitorScene scene = MonitorScene.open();
        FramedConnection before = scene.registered("MAD-01");
        FramedConnection after = scene.connect()) {
      after.send(register("MAD-01", "secret").payload());

      assertThat(expect(after, CentralToMonitor.Registered.class).which())
          .isEqualTo(Registration.AGAIN);
      assertThat(before.receive()).isEmpty();
      await().until(() -> scene.network.connections.size() == 1);
      after.send(lifeSign());
      await().until(() -> !scene.network.inputs(Input.LifeSign.class).isEmpty());
      List<Input.MonitorRegisters> links = scene.network.inputs(Input.MonitorRegisters.class);
      assertThat(links.get(0).link()).isLessThan(links.get(1).link());
      assertThat(scene.network.inputs(Input.LinkClosed.class))
          .extracting(Input.LinkClosed::link)
          .containsExactly(links.get(0).link());
    }
  }

  @Test
  void networkHearsOfTheEndOfAConnectionOnceAndWithItsLink() throws Exception {
    try (MonitorScene scene = MonitorScene.open()) {
      FramedConnection monitor = scene.registered("MAD-01");

      monitor.close();

      await().until(() -> scene.network.connections.size() == 0);
      long link = scene.network.inputs(Input.MonitorRegisters.class).getFirst().link();
      assertThat(scene.network.inputs(Input.LinkClosed.class))
          .extracting(Input.LinkClosed::link)
          .containsExactly(link);
    }
  }

  @Test
  void whoNeverRegistersIsDisconnectedThoughItTalks() throws Exception {
    try (MonitorScene scene = MonitorScene.waitingForRegistration(SHORT);
        RawPeer peer = scene.raw()) {
      peer.sends(ENQ).receives(ACK).sends(ENQ).receives(ACK);

      assertThat(peer.readsToTheEnd()).containsExactly(EOT);
    }
  }

  @Test
  void registeredMonitorThatFallsSilentIsDisconnected() throws Exception {
    try (MonitorScene scene = MonitorScene.waitingForLifeSigns(SHORT);
        FramedConnection monitor = scene.registered("MAD-01")) {
      assertThat(monitor.receive()).isEmpty();
      await().until(() -> scene.network.inputs(Input.LinkClosed.class).size() == 1);
    }
  }

  @Test
  void slowDiskDoesNotMakeAMonitorLookSilent() throws Exception {
    CompletableFuture<Void> disk = new CompletableFuture<>();
    try (MonitorScene scene = MonitorScene.waitingForRegistration(SHORT);
        FramedConnection late = scene.connect();
        FramedConnection monitor = scene.connect()) {
      scene.network.commitsWith(disk);
      monitor.send(register("MAD-01", "secret").payload());
      scene.awaitInputs(1);

      // By the time this one, which came first, is disconnected, the other had as long.
      assertThat(late.receive()).isEmpty();
      disk.complete(null);

      expect(monitor, CentralToMonitor.Registered.class);
    }
  }

  @Test
  void beyondTheLimitMonitorsAreTurnedAwayUntilSomebodyLeaves() throws Exception {
    try (MonitorScene scene = MonitorScene.withPlaces(1)) {
      FramedConnection first = scene.connect();
      try (RawPeer second = scene.raw()) {
        second.sends(ENQ).receives(NACK);
        assertThat(second.readsToTheEnd()).isEmpty();
      }

      first.close();

      await().ignoreExceptions().untilAsserted(() -> scene.connect().close());
    }
  }

  @Test
  void floodOfBadPeersDisturbsNobody() throws Exception {
    try (MonitorScene scene = MonitorScene.open();
        FramedConnection monitor = scene.registered("MAD-01");
        ExecutorService flood = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<byte[]>> ends = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        ends.add(flood.submit(() -> speakHttp(scene)));
      }
      monitor.send(lifeSign());
      await().until(() -> scene.network.inputs(Input.LifeSign.class).size() == 1);

      for (Future<byte[]> end : ends) {
        assertThat(end.get()).doesNotContain(ACK);
      }
      await().until(() -> scene.network.connections.size() == 1);
    }
  }

  @Test
  void peerThatNeverAnswersIsCutOffAndHoldsNobodyUp() throws Exception {
    try (MonitorScene scene = MonitorScene.open();
        RawPeer deaf = scene.raw();
        FramedConnection monitor = scene.registered("MAD-01")) {
      deaf.sends(ENQ);
      assertThatThrownBy(
              () -> {
                while (true) {
                  deaf.sends(frame("NONSENSE"));
                }
              })
          .as("cut off with too many answers waiting")
          .isInstanceOf(SocketException.class);

      monitor.send(lifeSign());

      await().until(() -> scene.network.inputs(Input.LifeSign.class).size() == 1);
    }
  }

  @Test
  void fiveHundredMonitorsRegisterAtOnce() throws Exception {
    int count = 500;
    try (MonitorScene scene = MonitorScene.open();
        ExecutorService monitors = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<FramedConnection>> all = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        String id = "CP-" + i;
        all.add(monitors.submit(() -> scene.registered(id)));
      }
      for (Future<FramedConnection> monitor : all) {
        monitor.get().send(lifeSign());
      }

      await().until(() -> scene.network.inputs(Input.LifeSign.class).size() == count);
      assertThat(scene.network.connections.size()).isEqualTo(count);
      assertThat(scene.network.inputs(Input.MonitorRegisters.class))
          .extracting(Input.MonitorRegisters::link)
          .doesNotHaveDuplicates()
          .hasSize(count);
      for (Future<FramedConnection> monitor : all) {
        monitors.execute(() -> monitor.resultNow().close());
      }
    }
  }

  @Test
  void closeSaysGoodbyeAndEndsWithoutTellingTheNetwork() throws Exception {
    try (MonitorScene scene = MonitorScene.open();
        RawPeer peer = scene.raw()) {
      peer.sends(ENQ).receives(ACK).sends(frame(register("MAD-01", "secret").payload()));
      peer.receives(ACK).receives(frame("REGISTERED#MAD-01#FIRST")).sends(ACK);
      String resume =
          "RESUME#"
              + scene.network.inputs(Input.MonitorRegisters.class).getFirst().freshCommandId();
      peer.receives(frame(resume)).sends(ACK);

      scene.server.close();

      assertThat(peer.readsToTheEnd()).containsExactly(EOT);
      assertThat(scene.network.inputs(Input.LinkClosed.class)).isEmpty();
    }
  }

  @Test
  void closeUnderLoadEndsEveryConnectionWithinTwoSeconds() throws Exception {
    int count = 200;
    try (MonitorScene scene = MonitorScene.open();
        ExecutorService monitors = Executors.newVirtualThreadPerTaskExecutor();
        RawPeer neverGreets = scene.raw()) {
      List<Future<?>> ends = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        String id = "CP-" + i;
        ends.add(monitors.submit(() -> chatterToTheEnd(scene, id)));
      }
      await().until(() -> chargePointsHeard(scene) == count);

      long startNanos = System.nanoTime();
      scene.server.close();
      Duration took = Duration.ofNanos(System.nanoTime() - startNanos);

      assertThat(took).isLessThan(Duration.ofSeconds(2));
      for (Future<?> end : ends) {
        end.get();
      }
      neverGreets.readsToTheEnd();
      assertThat(scene.network.connections.size()).isZero();
      assertThat(scene.network.inputs(Input.LinkClosed.class)).isEmpty();
      assertThatThrownBy(scene::connect).isInstanceOf(IOException.class);
    }
  }

  @Test
  void portInUseIsOneClearLine() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor()) {
      InetSocketAddress listen =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), taken.getLocalPort());
      ScriptedNetwork network = new ScriptedNetwork();

      assertThatThrownBy(() ->
              MonitorServer.start(
                  MonitorServerConfig.on(listen),
                  MonitorScene.admission(
                      network, MonitorScene.orders(network, timer), MonitorPatience.DEFAULT)))
          .isInstanceOf(IOException.class)
          .hasMessage(
              "cannot listen for Monitors on localhost:"
                  + taken.getLocalPort()
                  + ": Address already in use; stop what uses it, or choose another with"
                  + " --listen");
    }
  }

  private static byte[] speakHttp(MonitorScene scene) throws IOException {
    try (RawPeer browser = scene.raw()) {
      return browser.speaksHttp().readsToTheEnd();
    } catch (IOException e) {
      return new byte[0];
    }
  }

  private static long chargePointsHeard(MonitorScene scene) {
    return scene.network.inputs(Input.LifeSign.class).stream()
        .map(Input.LifeSign::chargePoint)
        .distinct()
        .count();
  }

  /** Keeps the server busy until it says goodbye, or cuts off what is still being said. */
  private static boolean chatterToTheEnd(MonitorScene scene, String id) throws Exception {
    try (FramedConnection monitor = scene.registered(id)) {
      do {
        monitor.send(lifeSign());
        monitor.send("NONSENSE");
      } while (monitor.receive().isPresent());
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
