package org.evcharging.central.core;

import org.evcharging.central.core.Decision.Reply;

/** The one entry to the rules. */
public final class Rules {
  private Rules() {}

  /**
   * Decides what follows from an input. Changes nothing: the events of the decision do, when they
   * are {@linkplain NetworkState#apply applied} to the network, {@linkplain Account#after to the
   * accounts} and {@linkplain Site#after to the sites}.
   *
   * @param purses asked for no more than one driver's account
   * @param sites asked for no more than one site, before the account
   */
  public static Decision decide(
      NetworkState state, Purses purses, BookableSites sites, Input input, Moment now) {
    Draft draft = new Draft(now, purses, sites);
    switch (input) {
      case Input.StartRequested start -> RequestRules.start(draft, state, start);
      case Input.StopRequested stop -> RequestRules.stop(draft, state, stop);
      case Input.EngineReported engine -> EngineRules.reported(draft, state, engine.event());
      case Input.MonitorRegisters register -> MonitorRules.registers(draft, state, register);
      case Input.LifeSign sign -> MonitorRules.lifeSign(draft, state, sign);
      case Input.LinkClosed closed -> MonitorRules.linkClosed(draft, state, closed);
      case Input.OperatorOrders order -> OperatorRules.orders(draft, state, order);
      case Input.DriverAdded driver -> OperatorRules.addsDriver(draft, driver);
      case Input.DriverGetsToken driver -> OperatorRules.givesToken(draft, driver);
      case Input.AccessRefused refused -> OperatorRules.refused(draft, refused);
      case Input.TimePassed _ -> DeadlineRules.timePassed(draft, state);
      case Input.WokeUp _ -> draft.happened(new Event.DeadlinesBegunAnew()).reply(new Reply.None());
    }
    return draft.decision();
  }
}
