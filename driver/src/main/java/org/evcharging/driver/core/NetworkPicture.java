package org.evcharging.driver.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.evcharging.message.NetworkRecord;
import org.evcharging.message.NetworkRecord.ChargePointState;
import org.evcharging.message.NetworkRecord.Heartbeat;
import org.evcharging.model.ChargePointStatus;

/** The charge points as Central last told of them. Not thread-safe. */
public final class NetworkPicture {
  private final TreeMap<String, ChargePointState> states = new TreeMap<>();
  private long centralEpoch;

  /**
   * A charge point in the list.
   *
   * @param status empty: not known, as it is the word of a Central that is gone (spec §7)
   */
  public record Listed(ChargePointState state, Optional<ChargePointStatus> status) {}

  /** Takes what Central said. */
  public void heard(NetworkRecord record) {
    switch (record) {
      case ChargePointState state -> states.put(state.chargePointId().value(), state);
      case Heartbeat heartbeat -> centralEpoch = heartbeat.epoch();
    }
  }

  /** Central no longer knows a charge point. */
  public void removed(String chargePointId) {
    states.remove(chargePointId);
  }

  /** All, in the order of their ids. */
  public List<Listed> list() {
    List<Listed> list = new ArrayList<>();
    for (ChargePointState state : states.values()) {
      Optional<ChargePointStatus> status =
          state.epoch() < centralEpoch ? Optional.empty() : Optional.of(state.status());
      list.add(new Listed(state, status));
    }
    return list;
  }
}
