package org.evcharging.simulation.planted;

import java.util.Optional;
import java.util.Queue;
import java.util.function.LongConsumer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.evcharging.central.core.ChargePoint;
import org.evcharging.central.core.Deadline;
import org.evcharging.central.core.NetworkState;
import org.evcharging.central.state.InputRecord;
import org.evcharging.central.store.OutboxRow;
import org.evcharging.central.store.Recovered.StoredChargePoint;
import org.evcharging.message.EngineEvent;
import org.evcharging.model.ChargePointStatus;

/** What is done to the methods that are changed; each body is moved into its method. */
@SuppressWarnings("UnusedVariable") // what is only assigned here is what the method returns
final class Sabotage {
  private Sabotage() {}

  static final class StoresPositionFirst {
    @Advice.OnMethodEnter
    static void before(@Advice.AllArguments Object[] arguments) {
      if (arguments.length == 2) {
        Accomplice.storePosition((InputRecord) arguments[1]);
      }
    }
  }

  static final class KnowsNothing {
    @Advice.OnMethodExit
    static void after(@Advice.Return(readOnly = false) Optional<?> known) {
      known = Optional.empty();
    }
  }

  static final class AnswersAtOnce {
    @Advice.OnMethodExit
    static void after(@Advice.Argument(value = 0, typing = Assigner.Typing.DYNAMIC) Object draft) {
      Accomplice.sendLast(draft);
    }
  }

  static final class TakesLateReading {
    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    static boolean instead(
        @Advice.Argument(value = 0, typing = Assigner.Typing.DYNAMIC) Object draft,
        @Advice.Argument(1) NetworkState state,
        @Advice.Argument(2) EngineEvent event) {
      return Accomplice.settleBy(draft, state, event);
    }
  }

  static final class IsAlwaysTrue {
    @Advice.OnMethodExit
    static void after(@Advice.Return(readOnly = false) boolean answer) {
      answer = true;
    }
  }

  static final class ForgetsFinalReading {
    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    static boolean instead(@Advice.Argument(0) Deadline.Kind kind) {
      return kind == Deadline.Kind.FINAL_READING;
    }
  }

  static final class ForgetsAnswer {
    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    static boolean instead(@Advice.Argument(0) Deadline.Kind kind) {
      return kind == Deadline.Kind.ANSWER;
    }
  }

  static final class ForgetsPlugIn {
    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    static boolean instead(@Advice.Argument(0) Deadline.Kind kind) {
      return kind == Deadline.Kind.PLUG_IN;
    }
  }

  static final class ForgetsLifeSign {
    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    static boolean instead(@Advice.Argument(0) Deadline.Kind kind) {
      return kind == Deadline.Kind.LIFE_SIGN;
    }
  }

  static final class ForgetsMonitorReturn {
    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    static boolean instead(@Advice.Argument(0) Deadline.Kind kind) {
      return kind == Deadline.Kind.MONITOR_RETURN;
    }
  }

  static final class DoesNothing {
    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    static boolean instead() {
      return true;
    }
  }

  static final class NeverSaysFaulted {
    @Advice.OnMethodExit
    static void after(@Advice.Return(readOnly = false) ChargePointStatus status) {
      if (status == ChargePointStatus.FAULTED) {
        status = ChargePointStatus.AVAILABLE;
      }
    }
  }

  static final class KeepsAWord {
    @Advice.OnMethodExit
    static void after(
        @Advice.This ChargePoint chargePoint,
        @Advice.Return(readOnly = false) ChargePointStatus status) {
      status = Accomplice.keptWord(chargePoint, status);
    }
  }

  static final class ReturnsItsFirstArgument {
    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    static boolean instead() {
      return true;
    }

    @Advice.OnMethodExit
    static void after(
        @Advice.Argument(value = 0, typing = Assigner.Typing.DYNAMIC) Object first,
        @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object answer) {
      answer = first;
    }
  }

  static final class DropsCancel {
    @Advice.OnMethodExit
    static void after(@Advice.Argument(value = 0, typing = Assigner.Typing.DYNAMIC) Object draft) {
      Accomplice.dropCancel(draft);
    }
  }

  static final class ClearsWhatIsNotAcknowledged {
    @Advice.OnMethodExit
    static void after(
        @Advice.FieldValue("lastRow") long lastRow,
        @Advice.FieldValue("clearTo") LongConsumer clearTo) {
      clearTo.accept(lastRow);
    }
  }

  static final class SendsTheLastFirst {
    @Advice.OnMethodExit
    static void after(@Advice.FieldValue("rows") Queue<OutboxRow> rows) {
      Accomplice.reverse(rows);
    }
  }

  static final class ForgetsHoldOffs {
    @Advice.OnMethodEnter
    static void before(@Advice.Argument(value = 0, readOnly = false) StoredChargePoint stored) {
      stored = Accomplice.withoutHoldOffs(stored);
    }
  }
}
