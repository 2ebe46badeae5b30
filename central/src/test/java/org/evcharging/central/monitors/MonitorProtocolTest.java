package org.evcharging.central.monitors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evcharging.central.monitors.RawPeer.ACK;
import static org.evcharging.central.monitors.RawPeer.ENQ;
import static org.evcharging.central.monitors.RawPeer.EOT;
import static org.evcharging.central.monitors.RawPeer.NACK;
import static org.evcharging.central.monitors.RawPeer.frame;

import java.nio.charset.StandardCharsets;
import org.evcharging.central.core.Input;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Central answers, byte for byte. */
class MonitorProtocolTest {
  private static final String REGISTER = "REGISTER#MAD-01#secret#Madrid#Gran Vía 1#250000#22000";
  private static final String REGISTERED = "REGISTERED#MAD-01#FIRST";
  private static final String STATUS = "STATUS#OK#-#-#-";

  @Test
  void rawClientIsAnsweredWhateverWayItsBytesCome() throws Exception {
    try (MonitorScene scene = MonitorScene.open();
        RawPeer peer = scene.raw()) {
      peer.sends(ENQ).receives(ACK);

      peer.sendsByteByByte(frame(REGISTER)).receives(ACK).receives(frame(REGISTERED));

      peer.sends(twice(frame(STATUS))).receives(ACK, ACK);

      byte[] damaged = frame(STATUS);
      damaged[damaged.length - 1]++;
      peer.sends(damaged).receives(NACK);

      scene.awaitInputs(3);
      assertThat(scene.network.inputs(Input.LifeSign.class)).hasSize(2);
    }
  }

  @Test
  void registrationCarriesEveryField() throws Exception {
    try (MonitorScene scene = MonitorScene.open();
        RawPeer peer = scene.raw()) {
      peer.sends(ENQ).receives(ACK);

      peer.sends(frame("REGISTER#MAD-01#s\\#1#Madrid#Gran Vía 1#250000"))
          .receives(ACK)
          .receives(frame(REGISTERED));

      Input.MonitorRegisters input = scene.network.inputs(Input.MonitorRegisters.class).getFirst();
      assertThat(input.chargePoint()).hasToString("MAD-01");
      assertThat(input.secret()).isEqualTo("s#1");
      assertThat(input.place().site()).isEqualTo("Madrid");
      assertThat(input.place().location()).isEqualTo("Gran Vía 1");
      assertThat(input.tariff().priceMicrosPerKwh()).isEqualTo(250_000);
      assertThat(input.powerW()).isZero();
      assertThat(input.freshSalt()).matches("[0-9a-f]{32}");
      assertThat(input.freshCommandId()).matches("[0-9a-f]{32}");
      assertThat(input.freshSalt()).isNotEqualTo(input.freshCommandId());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          REGISTER#MAD 01#s#Madrid#x#250000#22000 | is not 1 to 36 of the characters
          REGISTER#all#s#Madrid#x#250000#22000    | is reserved for commands
          REGISTER#MAD\\#01#s#Madrid#x#250000#1   | is not 1 to 36 of the characters
          REGISTER#MAD-01#s#Madrid#x#cheap#22000  | priceMicros is not a whole number
          REGISTER#MAD-01#s#Madrid#x#-1#22000     | is not between 0 and
          REGISTER#MAD-01#s#-#x#250000#22000      | site has no name
          REGISTER#MAD-01#-#Madrid#x#250000#22000 | secret is missing
          REGISTER#MAD-01                         | its form is REGISTER
          STATUS#OK#-#-#-                         | register first
          STATUS#WELL#-#-#-                       | health is neither OK nor KO
          EXPLODE#now                             | unknown operation "EXPLODE"
          """)
  void whatIsNoOperationIsRefusedAndTheConnectionStaysUp(String payload, String reason)
      throws Exception {
    try (MonitorScene scene = MonitorScene.open();
        var monitor = scene.connect()) {
      monitor.send(payload);

      String refusal = monitor.receive().orElseThrow();

      assertThat(refusal).startsWith("REFUSED#").contains(reason);
      monitor.send(REGISTER);
      assertThat(monitor.receive()).hasValue(REGISTERED);
    }
  }

  @Test
  void longestFieldIsRefusedWithAShortAnswer() throws Exception {
    try (MonitorScene scene = MonitorScene.open();
        var monitor = scene.connect()) {
      monitor.send("REGISTER#" + "x".repeat(8_000) + "#s#Madrid#x#250000#22000");

      assertThat(monitor.receive().orElseThrow())
          .startsWith("REFUSED#")
          .hasSizeLessThan(OneLine.MAX_LENGTH + 20);
    }
  }

  @Test
  void secondRegistrationOnAConnectionIsRefused() throws Exception {
    try (MonitorScene scene = MonitorScene.open();
        var monitor = scene.registered("MAD-01")) {
      monitor.send(MonitorScene.register("MAD-02", "secret").payload());

      assertThat(monitor.receive().orElseThrow())
          .isEqualTo("REFUSED#REGISTER: this connection is registered as MAD-01 already");
      assertThat(scene.network.inputs(Input.MonitorRegisters.class)).hasSize(1);
    }
  }

  @Test
  void refusedMonitorIsToldWhyAndDisconnected() throws Exception {
    try (MonitorScene scene = MonitorScene.open();
        RawPeer peer = scene.raw()) {
      peer.sends(ENQ).receives(ACK);

      peer.sends(frame("REGISTER#MAD-01#" + ScriptedNetwork.WRONG_SECRET + "#Madrid#x#1#1"))
          .receives(ACK)
          .receives(frame("REFUSED#another secret than at the first registration"));
      // Life signs that were on their way already do not keep the reason from arriving.
      peer.sends(ACK).sends(frame(STATUS)).receives(ACK);

      assertThat(peer.readsToTheEnd()).containsExactly(EOT);
      assertThat(scene.network.inputs(Input.LifeSign.class)).isEmpty();
      assertThat(scene.network.inputs(Input.LinkClosed.class)).isEmpty();
    }
  }

  @Test
  void peerThatSpeaksHttpIsCutOff() throws Exception {
    try (MonitorScene scene = MonitorScene.open();
        var monitor = scene.registered("MAD-01");
        RawPeer browser = scene.raw()) {
      browser.speaksHttp();

      assertThat(browser.readsToTheEnd()).doesNotContain(ACK);
      monitor.send(MonitorScene.lifeSign());
      scene.awaitInputs(2);
    }
  }

  @Test
  void garbageAfterTheGreetingIsCutOff() throws Exception {
    try (MonitorScene scene = MonitorScene.open();
        RawPeer peer = scene.raw()) {
      peer.sends(ENQ).receives(ACK);

      peer.sends("x".repeat(64).getBytes(StandardCharsets.UTF_8));

      peer.readsToTheEnd();
    }
  }

  private static byte[] twice(byte[] bytes) {
    byte[] both = new byte[2 * bytes.length];
    System.arraycopy(bytes, 0, both, 0, bytes.length);
    System.arraycopy(bytes, 0, both, bytes.length, bytes.length);
    return both;
  }
}
