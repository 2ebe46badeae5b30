package org.evcharging.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.evcharging.message.EngineEvent.Origin;
import org.evcharging.message.EngineEvent.Why;
import org.evcharging.message.Notification.Subject;
import org.evcharging.message.Request.StartCharging;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.ChargePointStatus;
import org.evcharging.model.DenialReason;
import org.evcharging.model.DriverId;
import org.evcharging.model.EndReason;
import org.evcharging.model.Energy;
import org.evcharging.model.Money;
import org.evcharging.model.Place;
import org.evcharging.model.RequestId;
import org.evcharging.model.SessionId;
import org.evcharging.model.Tariff;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageCodecTest {
  private static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");
  private static final ChargePointId MAD = new ChargePointId("MAD-01");
  private static final SessionId S1 = new SessionId("S1");
  private static final Origin ORIGIN = new Origin(MAD, S1, 3, 17);
  private static final Subject SUBJECT = new Subject("r1", Optional.of(S1), "D1", "MAD-01");

  private final MessageCodec codec = new MessageCodec();

  static List<Request> requests() {
    return List.of(
        new StartCharging(new RequestId("r1"), "D1", "MAD-01"),
        new Request.StopCharging(new RequestId("r2"), "D#1", "MAD-01", Optional.of(S1)),
        new Request.StopCharging(new RequestId("r3"), "Ñandú \"x\"", "all", Optional.empty()));
  }

  static List<EngineCommand> commands() {
    return List.of(
        new EngineCommand.Authorize(MAD, S1, new DriverId("D1"), OptionalLong.of(20_000)),
        new EngineCommand.Authorize(MAD, S1, new DriverId("D1"), OptionalLong.empty()),
        new EngineCommand.Granted(MAD, S1),
        new EngineCommand.Cancel(MAD, S1),
        new EngineCommand.EndSession(MAD, S1, EndReason.OPERATOR_STOP),
        new EngineCommand.RaiseLimit(MAD, S1, 40_000));
  }

  static List<EngineEvent> events() {
    return List.of(
        new EngineEvent.Confirmed(ORIGIN),
        new EngineEvent.Rejected(ORIGIN, "busy"),
        new EngineEvent.Started(ORIGIN),
        new EngineEvent.MeterValue(ORIGIN, new Energy(1_250), 22_000),
        new EngineEvent.Ended(ORIGIN, new Why.Because(EndReason.UNPLUGGED), new Energy(1_300)),
        new EngineEvent.Ended(ORIGIN, new Why.NotPluggedIn(), Energy.ZERO));
  }

  static List<Notification> notifications() {
    return List.of(
        new Notification.Step(SUBJECT, Notification.Stage.CHECKING),
        new Notification.Authorized(SUBJECT),
        new Notification.Denied(
            new Subject("r1", Optional.empty(), "D1", "MAD-01"), DenialReason.IN_USE),
        new Notification.Expired(SUBJECT),
        new Notification.Progress(SUBJECT, new Energy(5), 11_000, new Money(1)),
        new Notification.Ended(SUBJECT, EndReason.BATTERY_FULL),
        new Notification.Ticket(
            SUBJECT,
            "Gran Vía 1, Madrid",
            AT,
            AT.plusSeconds(60),
            new Energy(1_250),
            new Tariff(250_000),
            new Money(31),
            EndReason.UNPLUGGED,
            Optional.of(new Money(1_969))),
        new Notification.Corrected(SUBJECT, new Energy(1_400), new Money(35), Optional.empty()));
  }

  static List<NetworkRecord> networkRecords() {
    return List.of(
        new NetworkRecord.ChargePointState(
            MAD,
            new Place("Madrid", "Gran Vía 1"),
            ChargePointStatus.AVAILABLE,
            new Tariff(250_000),
            22_000,
            4),
        new NetworkRecord.Heartbeat(4, "db"));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void requestsComeBackAsTheyWere(Request request) throws MalformedMessage {
    assertThat(codec.decodeRequest(codec.encode(request, AT))).isEqualTo(request);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void commandsComeBackAsTheyWere(EngineCommand command) throws MalformedMessage {
    assertThat(codec.decodeCommand(codec.encode(command, AT))).isEqualTo(command);
  }

  @ParameterizedTest
  @MethodSource("events")
  void eventsComeBackAsTheyWere(EngineEvent event) throws MalformedMessage {
    assertThat(codec.decodeEvent(codec.encode(event, AT))).isEqualTo(event);
  }

  @ParameterizedTest
  @MethodSource("notifications")
  void notificationsComeBackAsTheyWere(Notification notification) throws MalformedMessage {
    assertThat(codec.decodeNotification(codec.encode(notification, AT))).isEqualTo(notification);
  }

  @ParameterizedTest
  @MethodSource("networkRecords")
  void networkRecordsComeBackAsTheyWere(NetworkRecord record) throws MalformedMessage {
    assertThat(codec.decodeNetwork(codec.encode(record, AT))).isEqualTo(record);
  }

  @Test
  void fieldsHaveTheNamesOfTheSpec() {
    assertThat(text(codec.encode(requests().getFirst(), AT)))
        .isEqualTo(
            """
            {"type":"StartCharging","at":"2026-11-20T12:00:00Z","requestId":"r1",\
            "driverId":"D1","chargePointId":"MAD-01"}\
            """);
    assertThat(text(codec.encode(notifications().get(6), AT)))
        .isEqualTo(
            """
            {"type":"Ticket","at":"2026-11-20T12:00:00Z","notificationId":"S1:TICKET",\
            "requestId":"r1","sessionId":"S1","driverId":"D1","chargePointId":"MAD-01",\
            "location":"Gran Vía 1, Madrid","startedAt":"2026-11-20T12:00:00Z",\
            "endedAt":"2026-11-20T12:01:00Z","energyWh":1250,"priceMicrosPerKwh":250000,\
            "amountCents":31,"reason":"UNPLUGGED","balanceCents":1969}\
            """);
  }

  @Test
  void unknownFieldsAreIgnoredWhateverTheirShape() throws MalformedMessage {
    String json =
        """
        {"tariff":{"a":[1,{"type":"x"}]},"chargePointId":"MAD-01","driverId":"D1",
         "requestId":"r1","list":[1,2],"type":"StartCharging","nothing":null,"yes":true}
        """;

    assertThat(codec.decodeRequest(bytes(json)))
        .isEqualTo(new StartCharging(new RequestId("r1"), "D1", "MAD-01"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "[]",
        "{",
        "{}",
        "42",
        "{\"type\":\"StartCharging\"}",
        "{\"type\":\"Nonsense\",\"requestId\":\"r\",\"driverId\":\"D\",\"chargePointId\":\"C\"}",
        "{\"type\":\"StartCharging\",\"requestId\":\"\",\"driverId\":\"D\",\"chargePointId\":\"C\"}",
        "{\"type\":\"StartCharging\",\"requestId\":\"r\",\"driverId\":{},\"chargePointId\":\"C\"}",
        "{\"type\":\"StartCharging\",\"requestId\":\"r\",\"driverId\":\"D\",\"chargePointId\":\"C\"} x"
      })
  void whatIsNoRequestIsMalformedWithAReasonOfOneLine(String json) {
    assertThatThrownBy(() -> codec.decodeRequest(bytes(json)))
        .isInstanceOf(MalformedMessage.class)
        .message()
        .isNotBlank()
        .doesNotContain("\n");
  }

  @Test
  void figuresOutOfRangeAreMalformed() {
    String negative =
        """
        {"type":"MeterValue","chargePointId":"MAD-01","sessionId":"S1","boot":1,"sequence":1,
         "energyWh":-1,"powerW":0}\
        """;
    String fraction = negative.replace("-1", "1.5");

    assertThatThrownBy(() -> codec.decodeEvent(bytes(negative))).hasMessageContaining("energyWh");
    assertThatThrownBy(() -> codec.decodeEvent(bytes(fraction))).hasMessageContaining("energyWh");
  }

  @Test
  void textsHaveALimit() {
    String json =
        "{\"type\":\"StartCharging\",\"requestId\":\"r\",\"driverId\":\""
            + "D".repeat(MessageCodec.MAX_TEXT + 1)
            + "\",\"chargePointId\":\"C\"}";

    assertThatThrownBy(() -> codec.decodeRequest(bytes(json))).hasMessageContaining("driverId");
  }

  @Test
  void sameFactHasTheSameNotificationIdAndAnotherFactAnother() {
    assertThat(notifications().stream().map(Notification::notificationId))
        .doesNotHaveDuplicates()
        .contains("S1:AUTHORIZED", "r1:DENIED:r1:IN_USE");
  }

  private static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }
}
