package org.evcharging.message;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Optional;
import org.evcharging.message.EngineCommand.Authorize;
import org.evcharging.message.EngineCommand.Cancel;
import org.evcharging.message.EngineCommand.EndSession;
import org.evcharging.message.EngineCommand.Granted;
import org.evcharging.message.EngineCommand.RaiseLimit;
import org.evcharging.message.EngineEvent.Origin;
import org.evcharging.message.EngineEvent.Why;
import org.evcharging.message.NetworkRecord.ChargePointState;
import org.evcharging.message.NetworkRecord.Heartbeat;
import org.evcharging.message.Notification.Subject;
import org.evcharging.message.Request.StartCharging;
import org.evcharging.message.Request.StopCharging;
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
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Between messages and the JSON of spec §7. Reading ignores unknown fields and the informative
 * {@code at}; writing puts {@code type} first. Thread-safe.
 */
public final class MessageCodec {
  /** The longest text in a message, in characters; a longer one makes it a dead letter. */
  public static final int MAX_TEXT = 1_000;

  private static final String EXPIRED = "EXPIRED";

  private final JsonFactory json = new JsonFactory();

  public byte[] encode(Request request, Instant at) {
    return object(
        request.getClass().getSimpleName(),
        at,
        out -> {
          out.writeStringProperty("requestId", request.requestId().value());
          out.writeStringProperty("driverId", request.driverId());
          out.writeStringProperty("chargePointId", request.chargePointId());
          if (request instanceof StopCharging stop) {
            optional(out, "sessionId", stop.sessionId().map(SessionId::value));
          }
        });
  }

  public byte[] encode(EngineCommand command, Instant at) {
    return object(
        command.getClass().getSimpleName(),
        at,
        out -> {
          out.writeStringProperty("chargePointId", command.chargePointId().value());
          out.writeStringProperty("sessionId", command.sessionId().value());
          switch (command) {
            case Authorize authorize -> {
              out.writeStringProperty("driverId", authorize.driverId().value());
              if (authorize.energyLimitWh().isPresent()) {
                out.writeNumberProperty("energyLimitWh", authorize.energyLimitWh().getAsLong());
              } else {
                out.writeNullProperty("energyLimitWh");
              }
            }
            case EndSession end -> out.writeStringProperty("reason", end.reason().name());
            case RaiseLimit raise ->
                out.writeNumberProperty("energyLimitWh", raise.energyLimitWh());
            case Granted _, Cancel _ -> {}
          }
        });
  }

  public byte[] encode(EngineEvent event, Instant at) {
    return object(
        event.getClass().getSimpleName(),
        at,
        out -> {
          Origin origin = event.origin();
          out.writeStringProperty("chargePointId", origin.chargePointId().value());
          out.writeStringProperty("sessionId", origin.sessionId().value());
          out.writeNumberProperty("boot", origin.boot());
          out.writeNumberProperty("sequence", origin.sequence());
          switch (event) {
            case EngineEvent.Rejected rejected ->
                out.writeStringProperty("reason", rejected.reason());
            case EngineEvent.MeterValue meter -> {
              out.writeNumberProperty("energyWh", meter.energy().wh());
              out.writeNumberProperty("powerW", meter.powerW());
            }
            case EngineEvent.Ended ended -> {
              out.writeStringProperty(
                  "reason",
                  switch (ended.reason()) {
                    case Why.Because because -> because.reason().name();
                    case Why.NotPluggedIn _ -> EXPIRED;
                  });
              out.writeNumberProperty("energyWh", ended.energy().wh());
            }
            case EngineEvent.Confirmed _, EngineEvent.Started _ -> {}
          }
        });
  }

  public byte[] encode(Notification notification, Instant at) {
    return object(
        notification.getClass().getSimpleName(),
        at,
        out -> {
          Subject subject = notification.subject();
          out.writeStringProperty("notificationId", notification.notificationId());
          out.writeStringProperty("requestId", subject.requestId());
          optional(out, "sessionId", subject.sessionId().map(SessionId::value));
          out.writeStringProperty("driverId", subject.driverId());
          out.writeStringProperty("chargePointId", subject.chargePointId());
          switch (notification) {
            case Notification.Step step -> out.writeStringProperty("step", step.step().name());
            case Notification.Denied denied ->
                out.writeStringProperty("reason", denied.reason().name());
            case Notification.Progress progress -> {
              out.writeNumberProperty("energyWh", progress.energy().wh());
              out.writeNumberProperty("powerW", progress.powerW());
              out.writeNumberProperty("amountCents", progress.amount().cents());
            }
            case Notification.Ended ended ->
                out.writeStringProperty("reason", ended.reason().name());
            case Notification.Ticket ticket -> {
              out.writeStringProperty("location", ticket.location());
              out.writeStringProperty("startedAt", ticket.startedAt().toString());
              out.writeStringProperty("endedAt", ticket.endedAt().toString());
              out.writeNumberProperty("energyWh", ticket.energy().wh());
              out.writeNumberProperty("priceMicrosPerKwh", ticket.tariff().priceMicrosPerKwh());
              out.writeNumberProperty("amountCents", ticket.amount().cents());
              out.writeStringProperty("reason", ticket.reason().name());
              balance(out, ticket.balance());
            }
            case Notification.Corrected corrected -> {
              out.writeNumberProperty("energyWh", corrected.energy().wh());
              out.writeNumberProperty("amountCents", corrected.amount().cents());
              balance(out, corrected.balance());
            }
            case Notification.Authorized _, Notification.Expired _ -> {}
          }
        });
  }

  public byte[] encode(NetworkRecord record, Instant at) {
    return object(
        record.getClass().getSimpleName(),
        at,
        out -> {
          switch (record) {
            case ChargePointState state -> {
              out.writeStringProperty("chargePointId", state.chargePointId().value());
              out.writeStringProperty("site", state.place().site());
              out.writeStringProperty("location", state.place().location());
              out.writeStringProperty("status", state.status().name());
              out.writeNumberProperty("priceMicrosPerKwh", state.tariff().priceMicrosPerKwh());
              out.writeNumberProperty("powerW", state.powerW());
              out.writeNumberProperty("epoch", state.epoch());
            }
            case Heartbeat heartbeat -> {
              out.writeNumberProperty("epoch", heartbeat.epoch());
              out.writeStringProperty("database", heartbeat.database());
            }
          }
        });
  }

  public byte[] encode(DeadLetter letter, Instant at) {
    return object(
        "DeadLetter",
        at,
        out -> {
          out.writeStringProperty("reason", letter.reason());
          out.writeStringProperty("topic", letter.topic());
          out.writeNumberProperty("partition", letter.partition());
          out.writeNumberProperty("offset", letter.offset());
          out.writeStringProperty("keyBase64", letter.keyBase64());
          out.writeStringProperty("valueBase64", letter.valueBase64());
        });
  }

  public Request decodeRequest(byte[] bytes) throws MalformedMessage {
    JsonFields in = JsonFields.parse(json, bytes);
    String type = in.text("type");
    return switch (type) {
      case "StartCharging" ->
          new StartCharging(
              in.as("requestId", RequestId::new), in.text("driverId"), in.text("chargePointId"));
      case "StopCharging" ->
          new StopCharging(
              in.as("requestId", RequestId::new),
              in.text("driverId"),
              in.text("chargePointId"),
              optionalSession(in));
      default -> throw unknownType(type);
    };
  }

  public EngineCommand decodeCommand(byte[] bytes) throws MalformedMessage {
    JsonFields in = JsonFields.parse(json, bytes);
    String type = in.text("type");
    ChargePointId chargePoint = in.as("chargePointId", ChargePointId::new);
    SessionId session = in.as("sessionId", SessionId::new);
    return switch (type) {
      case "Authorize" ->
          new Authorize(
              chargePoint,
              session,
              in.as("driverId", DriverId::new),
              in.optionalNumber("energyLimitWh"));
      case "Granted" -> new Granted(chargePoint, session);
      case "Cancel" -> new Cancel(chargePoint, session);
      case "EndSession" ->
          new EndSession(chargePoint, session, in.as("reason", EndReason::valueOf));
      case "RaiseLimit" -> new RaiseLimit(chargePoint, session, in.number("energyLimitWh"));
      default -> throw unknownType(type);
    };
  }

  public EngineEvent decodeEvent(byte[] bytes) throws MalformedMessage {
    JsonFields in = JsonFields.parse(json, bytes);
    String type = in.text("type");
    Origin origin =
        new Origin(
            in.as("chargePointId", ChargePointId::new),
            in.as("sessionId", SessionId::new),
            in.number("boot"),
            in.number("sequence"));
    return switch (type) {
      case "Confirmed" -> new EngineEvent.Confirmed(origin);
      case "Rejected" -> new EngineEvent.Rejected(origin, in.text("reason"));
      case "Started" -> new EngineEvent.Started(origin);
      case "MeterValue" ->
          new EngineEvent.MeterValue(
              origin, in.numberAs("energyWh", Energy::new), in.number("powerW"));
      case "Ended" ->
          new EngineEvent.Ended(
              origin, in.as("reason", MessageCodec::why), in.numberAs("energyWh", Energy::new));
      default -> throw unknownType(type);
    };
  }

  public Notification decodeNotification(byte[] bytes) throws MalformedMessage {
    JsonFields in = JsonFields.parse(json, bytes);
    String type = in.text("type");
    Subject subject =
        new Subject(
            in.text("requestId"),
            optionalSession(in),
            in.text("driverId"),
            in.text("chargePointId"));
    return switch (type) {
      case "Step" -> new Notification.Step(subject, in.as("step", Notification.Stage::valueOf));
      case "Authorized" -> new Notification.Authorized(subject);
      case "Denied" -> new Notification.Denied(subject, in.as("reason", DenialReason::valueOf));
      case "Expired" -> new Notification.Expired(subject);
      case "Progress" ->
          new Notification.Progress(
              subject,
              in.numberAs("energyWh", Energy::new),
              in.number("powerW"),
              in.numberAs("amountCents", Money::new));
      case "Ended" -> new Notification.Ended(subject, in.as("reason", EndReason::valueOf));
      case "Ticket" ->
          new Notification.Ticket(
              subject,
              in.text("location"),
              in.as("startedAt", Instant::parse),
              in.as("endedAt", Instant::parse),
              in.numberAs("energyWh", Energy::new),
              in.numberAs("priceMicrosPerKwh", Tariff::new),
              in.numberAs("amountCents", Money::new),
              in.as("reason", EndReason::valueOf),
              optionalMoney(in));
      case "Corrected" ->
          new Notification.Corrected(
              subject,
              in.numberAs("energyWh", Energy::new),
              in.numberAs("amountCents", Money::new),
              optionalMoney(in));
      default -> throw unknownType(type);
    };
  }

  public NetworkRecord decodeNetwork(byte[] bytes) throws MalformedMessage {
    JsonFields in = JsonFields.parse(json, bytes);
    String type = in.text("type");
    return switch (type) {
      case "ChargePointState" ->
          new ChargePointState(
              in.as("chargePointId", ChargePointId::new),
              place(in.text("site"), in.text("location")),
              in.as("status", ChargePointStatus::valueOf),
              in.numberAs("priceMicrosPerKwh", Tariff::new),
              in.number("powerW"),
              in.number("epoch"));
      case "Heartbeat" -> new Heartbeat(in.number("epoch"), in.text("database"));
      default -> throw unknownType(type);
    };
  }

  private static MalformedMessage unknownType(String type) {
    return new MalformedMessage("unknown type " + type);
  }

  private static Why why(String reason) {
    return reason.equals(EXPIRED)
        ? new Why.NotPluggedIn()
        : new Why.Because(EndReason.valueOf(reason));
  }

  private static Place place(String site, String location) throws MalformedMessage {
    try {
      return new Place(site, location);
    } catch (IllegalArgumentException e) {
      throw new MalformedMessage(String.valueOf(e.getMessage()), e);
    }
  }

  private static Optional<SessionId> optionalSession(JsonFields in) throws MalformedMessage {
    return in.optionalText("sessionId").isEmpty()
        ? Optional.empty()
        : Optional.of(in.as("sessionId", SessionId::new));
  }

  private static Optional<Money> optionalMoney(JsonFields in) throws MalformedMessage {
    return in.optionalNumber("balanceCents").isEmpty()
        ? Optional.empty()
        : Optional.of(in.numberAs("balanceCents", Money::new));
  }

  private static void balance(JsonGenerator out, Optional<Money> balance) {
    if (balance.isPresent()) {
      out.writeNumberProperty("balanceCents", balance.get().cents());
    } else {
      out.writeNullProperty("balanceCents");
    }
  }

  private static void optional(JsonGenerator out, String name, Optional<String> value) {
    if (value.isPresent()) {
      out.writeStringProperty(name, value.get());
    } else {
      out.writeNullProperty(name);
    }
  }

  private interface Fields {
    void write(JsonGenerator out);
  }

  private byte[] object(String type, Instant at, Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator out = json.createGenerator(ObjectWriteContext.empty(), bytes)) {
      out.writeStartObject();
      out.writeStringProperty("type", type);
      out.writeStringProperty("at", at.toString());
      fields.write(out);
      out.writeEndObject();
    }
    return bytes.toByteArray();
  }
}
