package org.evcharging.simulation.planted;

import java.util.List;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.evcharging.clearing.store.ClearingTables;
import org.evcharging.model.ClearingPeriod;

/** What is done to methods of the clearing's; each body is moved into its method. */
@SuppressWarnings("UnusedVariable") // what is only assigned here is what the method returns
final class ClearingSabotage {
  private ClearingSabotage() {}

  static final class StoresWithTheNext {
    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    static Object instead(
        @Advice.This ClearingTables tables, @Advice.Argument(0) ClearingTables.Work<?> work) {
      return ClearingAccomplice.answerAndStoreLater(tables, work);
    }

    @Advice.OnMethodExit
    static void after(
        @Advice.Enter Object early,
        @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object answer) {
      if (early != null) {
        answer = early;
      }
    }
  }

  static final class CountsTwice {
    @Advice.OnMethodExit
    static void after(
        @Advice.AllArguments Object[] arguments,
        @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object answer) {
      ClearingAccomplice.countIfKnown(arguments, answer);
    }
  }

  static final class NetsOneTooEarly {
    @Advice.OnMethodEnter
    static void before(
        @Advice.FieldValue("tables") ClearingTables tables,
        @Advice.Argument(0) ClearingPeriod period,
        @Advice.Argument(value = 3, readOnly = false) boolean last) {
      last = ClearingAccomplice.missing(tables, period) == 2;
    }
  }

  static final class ForgetsWhoHasFinished {
    @Advice.OnMethodExit
    static void after(@Advice.Return(readOnly = false) List<ClearingTables.Period> periods) {
      periods = ClearingAccomplice.asAtTheBeginning(periods);
    }
  }
}
