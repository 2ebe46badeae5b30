package org.evcharging.central.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.evcharging.central.core.Answer;
import org.evcharging.central.core.Input;
import org.evcharging.central.core.KnownRequest;
import org.evcharging.central.core.RequestKey;
import org.evcharging.message.MalformedMessage;
import org.evcharging.message.MessageCodec;
import org.evcharging.message.Request;
import org.evcharging.model.DenialReason;
import org.evcharging.model.DriverId;
import org.evcharging.model.RequestId;
import org.evcharging.model.SessionId;
import org.junit.jupiter.api.Test;

class RequestDecoderTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final RequestId REQUEST = new RequestId("r-1");

  private final MessageCodec codec = new MessageCodec();
  private final MemoryStore store = new MemoryStore();
  private int sessions;
  private final RequestDecoder decoder =
      new RequestDecoder(codec, store, () -> new SessionId("S" + ++sessions));

  @Test
  void aRequestComesWithWhatTheDiskKnowsOfIt() throws Exception {
    DriverId driver = new DriverId("D1");
    KnownRequest known =
        new KnownRequest("START CP-1", new Answer.Refused(Optional.empty(), DenialReason.FAULTED));
    store.requests.put(new RequestKey(driver, REQUEST), known);

    assertThat(start("D1").onDisk()).isEqualTo(new Input.OnDisk(Optional.of(known)));
    assertThat(start("D1").receivedAt()).isEqualTo(NOW);
  }

  @Test
  void eachStartBringsAFreshSessionId() throws Exception {
    assertThat(start("D1").freshSession()).isEqualTo(new SessionId("S1"));
    assertThat(start("D1").freshSession()).isEqualTo(new SessionId("S2"));
  }

  @Test
  void aDriverWhoseIdIsNoneIsNotLookedUp() throws Exception {
    assertThat(start("no id#").onDisk()).isEqualTo(Input.OnDisk.NOTHING);
    assertThat(store.askedFor).isEmpty();
  }

  @Test
  void aStopIsReadToo() throws Exception {
    Request stop = new Request.StopCharging(REQUEST, "D1", "CP-1", Optional.empty());
    assertThat(decoder.decode(codec.encode(stop, NOW), NOW))
        .isEqualTo(new Input.StopRequested((Request.StopCharging) stop, NOW, Input.OnDisk.NOTHING));
  }

  @Test
  void whatIsNoRequestIsMalformed() {
    assertThatThrownBy(() -> decoder.decode("GET / HTTP/1.1".getBytes(UTF_8), NOW))
        .isInstanceOf(MalformedMessage.class);
    assertThatThrownBy(() -> decoder.decode(new byte[0], NOW)).isInstanceOf(MalformedMessage.class);
  }

  private Input.StartRequested start(String driver) throws Exception {
    Request request = new Request.StartCharging(REQUEST, driver, "CP-1");
    return (Input.StartRequested) decoder.decode(codec.encode(request, NOW), NOW);
  }
}
