package org.evcharging.simulation.plan;

/** Something that is done to the network from outside: by a person, or by bad luck. */
public sealed interface Action {

  /** Bad luck; the others are what people do. */
  sealed interface Fault extends Action {}

  /** A driver asks for a service with the driver's program, after those asked for before. */
  record Ask(String driver, String chargePoint) implements Action {}

  /** A driver ends the supply with the driver's program. */
  record StopSupply(String driver) implements Action {}

  /** Somebody at the charge point's own prompt asks for a driver. */
  record AskAtPrompt(String chargePoint, String driver) implements Action {}

  record Plug(String chargePoint) implements Action {}

  record Unplug(String chargePoint) implements Action {}

  /** A program that is none of ours writes a request. */
  record StrangerAsks(String requestId, String driver, String chargePoint, int copies)
      implements Action {}

  /**
   * A program that is none of ours writes a stop.
   *
   * @param named whether it names the session that goes on there
   */
  record StrangerStops(String requestId, String driver, String chargePoint, boolean named)
      implements Action {}

  /** A record that is not JSON, or none of ours. */
  record Garbage(String topic, String key, String text) implements Action {}

  record OperatorStops(String chargePoint) implements Action {}

  record OperatorResumes(String chargePoint) implements Action {}

  record OperatorAddsDriver(String driver, long cents) implements Action {}

  /**
   * Somebody pays into a driver's account, or takes out of it, at the money desk.
   *
   * @param copies the same order so often, at different times
   */
  record MoveMoney(String driver, String operationId, boolean in, long cents, int copies)
      implements Action {}

  /**
   * An operator offers places at the site.
   *
   * @param beginsInMs negative for a window that goes on already
   */
  record OfferWindow(String window, long beginsInMs, long forMs, int capacity) implements Action {}

  /**
   * A driver wants a place.
   *
   * @param copies the same again so often, at different times
   */
  record Book(String window, String driver, boolean waits, int copies) implements Action {}

  /** A driver gives up a place, or waits no more. */
  record LeaveWindow(String window, String driver) implements Action {}

  /** Somebody tries what they may not. */
  record AccessRefused() implements Action {}

  /** The charge point gets another price, and its Monitor starts anew. */
  record PriceChanges(String chargePoint, long priceMicrosPerKwh) implements Action {}

  /** Somebody registers the charge point with another secret. */
  record Impostor(String chargePoint) implements Action {}

  /** A command at a Monitor's prompt: {@code freeze 3}. */
  record Inject(String chargePoint, String command) implements Fault {}

  /** {@code fault} at the Engine's own prompt, and {@code recover} some time later. */
  record BreakEngine(String chargePoint, long forMs) implements Fault {}

  /**
   * {@code kill -9}, and another start some time later.
   *
   * @param program {@code central}, {@code MAD-01 engine}, {@code D1}
   * @param silently its machine is gone too: nobody tells those who are connected to it
   */
  record Kill(String program, long downMs, boolean silently) implements Fault {}

  /** SIGTERM, and another start some time later. */
  record Stop(String program, long downMs) implements Fault {}

  record Pause(String program, long forMs) implements Fault {}

  /** Everything at once, and each comes back when it does. */
  record PowerCut(long downMs) implements Fault {}

  record KafkaAway(long forMs) implements Fault {}

  /** Two machines cannot reach each other. */
  record Cut(String one, String other, long forMs) implements Fault {}

  /** A connection of a machine breaks. */
  record Reset(String machine) implements Fault {}

  /** The same, and the other side does not hear of it. */
  record HalfOpen(String machine, long forMs) implements Fault {}

  record DiskFull(String machine, long forMs) implements Fault {}

  record ClockJump(String machine, long byMs) implements Fault {}

  /** Central reads nothing of a topic for a while. */
  record InputLags(String topic, long forMs) implements Fault {}
}
