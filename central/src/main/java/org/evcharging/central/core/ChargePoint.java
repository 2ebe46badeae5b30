package org.evcharging.central.core;

import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.ChargePointStatus;
import org.evcharging.model.DenialReason;
import org.evcharging.model.Health;
import org.evcharging.model.Place;
import org.evcharging.model.SecretHash;
import org.evcharging.model.SessionId;
import org.evcharging.model.Tariff;

/**
 * The facts of a charge point. Its status is derived from them (spec R-1).
 *
 * @param powerW what it can supply; 0 if its Monitor did not say
 * @param session the one that is not over
 */
public record ChargePoint(
    ChargePointId id,
    SecretHash secret,
    Place place,
    Tariff tariff,
    long powerW,
    Set<HoldOff> holdOffs,
    MonitorLink monitor,
    Optional<SessionId> session) {

  /** Whether a Monitor speaks for it. */
  public sealed interface MonitorLink {
    /** It gives life signs. */
    record Live(long link, Health health) implements MonitorLink {}

    /** It has registered; its first life sign will say whether its Engine can serve anybody. */
    record Registered(long link) implements MonitorLink {}

    record Gone() implements MonitorLink {}
  }

  /** The first line that applies of the table of spec §3. */
  public ChargePointStatus status(Optional<OpenSession> open) {
    return switch (monitor) {
      case MonitorLink.Gone _, MonitorLink.Registered _ -> ChargePointStatus.DISCONNECTED;
      case MonitorLink.Live live when !live.health().isOk() -> ChargePointStatus.FAULTED;
      case MonitorLink.Live _ when !holdOffs.isEmpty() -> ChargePointStatus.OUT_OF_ORDER;
      case MonitorLink.Live _ ->
          open.map(ChargePoint::statusBy).orElse(ChargePointStatus.AVAILABLE);
    };
  }

  /** Why no session may begin or be granted here, leaving aside one that is there already. */
  Optional<DenialReason> obstacle() {
    return switch (status(Optional.empty())) {
      case DISCONNECTED -> Optional.of(DenialReason.DISCONNECTED);
      case FAULTED -> Optional.of(DenialReason.FAULTED);
      case OUT_OF_ORDER -> Optional.of(DenialReason.OUT_OF_ORDER);
      case CHARGING, RESERVED, AVAILABLE -> Optional.empty();
    };
  }

  boolean isLinkedBy(long link) {
    return link().equals(OptionalLong.of(link));
  }

  /** The connection of its Monitor. */
  OptionalLong link() {
    return switch (monitor) {
      case MonitorLink.Live live -> OptionalLong.of(live.link());
      case MonitorLink.Registered registered -> OptionalLong.of(registered.link());
      case MonitorLink.Gone _ -> OptionalLong.empty();
    };
  }

  ChargePoint changed(Place newPlace, Tariff newTariff, long newPowerW) {
    return new ChargePoint(id, secret, newPlace, newTariff, newPowerW, holdOffs, monitor, session);
  }

  ChargePoint monitoredBy(MonitorLink link) {
    return new ChargePoint(id, secret, place, tariff, powerW, holdOffs, link, session);
  }

  ChargePoint withSession(Optional<SessionId> newSession) {
    return new ChargePoint(id, secret, place, tariff, powerW, holdOffs, monitor, newSession);
  }

  ChargePoint heldOff(HoldOff holdOff) {
    Set<HoldOff> more = new HashSet<>(holdOffs);
    more.add(holdOff);
    return withHoldOffs(more);
  }

  ChargePoint released(HoldOff holdOff) {
    Set<HoldOff> fewer = new HashSet<>(holdOffs);
    fewer.remove(holdOff);
    return withHoldOffs(fewer);
  }

  private ChargePoint withHoldOffs(Set<HoldOff> newHoldOffs) {
    return new ChargePoint(
        id, secret, place, tariff, powerW, Set.copyOf(newHoldOffs), monitor, session);
  }

  private static ChargePointStatus statusBy(OpenSession session) {
    return switch (session) {
      case OpenSession.Requested _, OpenSession.Authorized _ -> ChargePointStatus.RESERVED;
      case OpenSession.Charging _, OpenSession.Ending _ -> ChargePointStatus.CHARGING;
    };
  }
}
