package org.evcharging.simulation.planted;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import org.evcharging.central.core.ChargePoint;
import org.evcharging.central.core.NetworkState;
import org.evcharging.central.core.Outbound;
import org.evcharging.central.core.Unsettled;
import org.evcharging.central.state.InputRecord;
import org.evcharging.central.store.Batch;
import org.evcharging.central.store.OutboxRow;
import org.evcharging.central.store.Recovered.StoredChargePoint;
import org.evcharging.central.store.Store;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.message.EngineCommand;
import org.evcharging.message.EngineEvent;
import org.evcharging.message.Notification;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.ChargePointStatus;

/**
 * What changed methods call. Public and static, since their bodies are moved into other classes;
 * what belongs to one run belongs to its thread.
 */
public final class Accomplice {
  private static final ThreadLocal<Store> STORE = new ThreadLocal<>();
  private static final ThreadLocal<Consumer<Notification>> SENDER = new ThreadLocal<>();
  private static final ThreadLocal<Map<ChargePointId, ChargePointStatus>> WORDS =
      ThreadLocal.withInitial(HashMap::new);

  /** Those whose stop a fault has overwritten. */
  private static final ThreadLocal<Set<ChargePointId>> OVERWRITTEN =
      ThreadLocal.withInitial(HashSet::new);

  private Accomplice() {}

  static void beginRun() {
    STORE.remove();
    SENDER.remove();
    WORDS.remove();
    OVERWRITTEN.remove();
  }

  static void use(Store store) {
    STORE.set(store);
  }

  static void sendBy(Consumer<Notification> sender) {
    SENDER.set(sender);
  }

  /** Stores a position by itself, before what follows from its record. */
  public static void storePosition(InputRecord record) {
    try {
      STORE
          .get()
          .commit(
              new Batch(
                  List.of(), List.of(), List.of(record.positionAfter()), OptionalLong.empty()));
    } catch (StoreFailure e) {
      // The disk is full; Central is about to find out.
    }
  }

  /** Sends what a decision tells a driver last, without waiting for the disk. */
  public static void sendLast(Object draft) {
    if (outbound(draft).getLast() instanceof Outbound.ToDriver(Notification notification)) {
      SENDER.get().accept(notification);
    }
  }

  /** Takes a reading of a session that is over for its final one. */
  public static boolean settleBy(Object draft, NetworkState state, EngineEvent event) {
    if (!(event instanceof EngineEvent.MeterValue meter)) {
      return false;
    }
    Optional<?> unsettled =
        (Optional<?>)
            call(
                NetworkState.class,
                "unsettled",
                state,
                new Class<?>[] {event.origin().sessionId().getClass()},
                event.origin().sessionId());
    if (unsettled.isEmpty()) {
      return false;
    }
    call(
        named("org.evcharging.central.core.SessionRules"),
        "settle",
        null,
        new Class<?>[] {draft.getClass(), Unsettled.class, meter.energy().getClass()},
        draft,
        unsettled.get(),
        meter.energy());
    return true;
  }

  /** A word that is kept: who was faulted last is available when that is over. */
  public static ChargePointStatus keptWord(ChargePoint chargePoint, ChargePointStatus derived) {
    ChargePointStatus last = WORDS.get().put(chargePoint.id(), derived);
    if (derived != ChargePointStatus.OUT_OF_ORDER) {
      if (derived != ChargePointStatus.FAULTED) {
        OVERWRITTEN.get().remove(chargePoint.id());
      }
      return derived;
    }
    if (last == ChargePointStatus.FAULTED) {
      OVERWRITTEN.get().add(chargePoint.id());
    }
    return OVERWRITTEN.get().contains(chargePoint.id()) ? ChargePointStatus.AVAILABLE : derived;
  }

  /** The same draft, but nobody tells the Engine. */
  public static void dropCancel(Object draft) {
    outbound(draft)
        .removeIf(message ->
            message instanceof Outbound.ToEngine(EngineCommand command)
                && command instanceof EngineCommand.Cancel);
  }

  /** The last first. */
  public static void reverse(Queue<OutboxRow> rows) {
    List<OutboxRow> reversed = new ArrayList<>(rows).reversed();
    rows.clear();
    rows.addAll(reversed);
  }

  /** The same charge point, but nobody stopped it. */
  public static StoredChargePoint withoutHoldOffs(StoredChargePoint stored) {
    return new StoredChargePoint(
        stored.id(), stored.secret(), stored.place(), stored.tariff(), stored.powerW(), Set.of());
  }

  @SuppressWarnings("unchecked") // a Draft's field of that name is such a list
  private static List<Outbound> outbound(Object draft) {
    try {
      Field field = draft.getClass().getDeclaredField("outbound");
      field.setAccessible(true);
      return (List<Outbound>) field.get(draft);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Class<?> named(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object call(
      Class<?> owner, String method, Object on, Class<?>[] types, Object... arguments) {
    try {
      Method found = owner.getDeclaredMethod(method, types);
      found.setAccessible(true);
      return found.invoke(on, arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
