package org.evcharging.simulation.planted;

import com.google.errorprone.annotations.Immutable;
import java.util.Optional;

/** A fault that is planted to see whether the simulation finds it. */
public enum PlantedFault {
  PUBLISH_BEFORE_COMMIT(Optional.empty()),
  OFFSETS_STORED_APART(
      change("state.ChargingNetwork", "submit", Sabotage.StoresPositionFirst.class)),
  NO_CHECK_FOR_KNOWN_REQUEST(change("core.RequestRules", "known", Sabotage.KnowsNothing.class)),
  REPEATED_ANSWER_BEFORE_DISK(
      change("core.RequestRules", "repeatAnswer", Sabotage.AnswersAtOnce.class)),
  METER_VALUE_AFTER_THE_END(
      change("core.EngineRules", "reportedOfNoOpenSession", Sabotage.TakesLateReading.class)),
  CLEAN_UP_WITHOUT_EPOCH(change("core.ChargePoint", "isLinkedBy", Sabotage.IsAlwaysTrue.class)),
  DEADLINE_FORGOTTEN_FINAL_READING(
      change("core.Deadlines", "begin", Sabotage.ForgetsFinalReading.class)),
  DEADLINE_FORGOTTEN_ANSWER(change("core.Deadlines", "begin", Sabotage.ForgetsAnswer.class)),
  DEADLINE_FORGOTTEN_PLUG_IN(change("core.Deadlines", "begin", Sabotage.ForgetsPlugIn.class)),
  DEADLINE_FORGOTTEN_LIFE_SIGN(change("core.Deadlines", "begin", Sabotage.ForgetsLifeSign.class)),
  DEADLINE_FORGOTTEN_MONITOR_RETURN(
      change("core.Deadlines", "begin", Sabotage.ForgetsMonitorReturn.class)),
  HOLD_NEVER_RELEASED(change("core.Purse", "release", Sabotage.DoesNothing.class)),
  DEADLINES_NOT_BEGUN_ANEW(change("core.Deadlines", "beginAllAnew", Sabotage.DoesNothing.class)),
  NEVER_FAULTED(change("core.ChargePoint", "status", Sabotage.NeverSaysFaulted.class)),
  STATUS_KEPT_AS_A_WORD(change("core.ChargePoint", "status", Sabotage.KeepsAWord.class)),
  FINAL_READING_NOT_SENT(
      Optional.of(
          new Change(
              "org.evcharging.engine.core.Comeback",
              "decide",
              Sabotage.ReturnsItsFirstArgument.class))),
  NO_CANCEL_AFTER_NO_ANSWER(
      change("core.DeadlineRules", "stateTimedOut", Sabotage.DropsCancel.class)),
  OUTBOX_CLEARED_TOO_EARLY(
      change("kafka.OutboxSender", "look", Sabotage.ClearsWhatIsNotAcknowledged.class)),
  OUTBOX_SENT_OUT_OF_ORDER(change("kafka.OutboxSender", "take", Sabotage.SendsTheLastFirst.class)),
  STOP_LOST_AT_RECOVERY(change("Restart", "chargePointFrom", Sabotage.ForgetsHoldOffs.class)),
  BATCH_ACKNOWLEDGED_BEFORE_DISK(
      Optional.of(
          new Change(
              "org.evcharging.simulation.disk.ModelTables",
              "inTransaction",
              ClearingSabotage.StoresWithTheNext.class))),
  REPEATED_BATCH_COUNTED_TWICE(ofStorage("store", ClearingSabotage.CountsTwice.class)),
  NETTED_ON_THE_LAST_BUT_ONE(ofStorage("finish", ClearingSabotage.NetsOneTooEarly.class)),
  FINISHED_FORGOTTEN_AT_START(ofStorage("periods", ClearingSabotage.ForgetsWhoHasFinished.class));

  private final Optional<Change> change;

  /** A change of one method. */
  @Immutable
  record Change(String className, String method, Class<?> advice) {}

  PlantedFault(Optional<Change> change) {
    this.change = change;
  }

  private static Optional<Change> change(String className, String method, Class<?> advice) {
    return Optional.of(new Change("org.evcharging.central." + className, method, advice));
  }

  private static Optional<Change> ofStorage(String method, Class<?> advice) {
    return Optional.of(new Change("org.evcharging.clearing.state.Storage", method, advice));
  }

  /** Plants it, until that is closed. */
  public AutoCloseable plant() {
    return change.isPresent()
        ? Saboteur.change(change.get().className(), change.get().method(), change.get().advice())
        : () -> {};
  }
}
