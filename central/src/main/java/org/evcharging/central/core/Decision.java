package org.evcharging.central.core;

import java.util.List;

/**
 * What follows from an input.
 *
 * @param events what has happened
 * @param outbound what is to leave, in this order
 * @param reply what the one who asked is told at once
 */
public record Decision(List<Event> events, List<Outbound> outbound, Reply reply) {

  /** Nothing follows. */
  public static final Decision NOTHING = new Decision(List.of(), List.of(), new Reply.None());

  /** A direct answer, for inputs that wait for one. */
  public sealed interface Reply {
    /** The answer, if any, goes by Kafka. */
    record None() implements Reply {}

    /** A Monitor registered a charge point that was not known. */
    record RegisteredFirst() implements Reply {}

    /** A Monitor registered again. */
    record RegisteredAgain() implements Reply {}

    /**
     * It is refused.
     *
     * @param reason for people to read
     */
    record Refused(String reason) implements Reply {}

    /** The connection was superseded by a newer one of the same charge point. */
    record Superseded() implements Reply {}

    /** There is no such charge point. */
    record UnknownChargePoint() implements Reply {}

    /**
     * The order is in force.
     *
     * @param connected whether there is a Monitor to carry it
     */
    record OrderTaken(boolean connected) implements Reply {}

    /** The driver is known from now on. */
    record DriverAdded() implements Reply {}

    /** The driver was known already; nothing has changed. */
    record DriverKnown() implements Reply {}

    /** The driver's token is in force. */
    record TokenGiven() implements Reply {}

    /** There is no such driver. */
    record UnknownDriver() implements Reply {}

    /** What came of an order to a site. */
    record SiteAnswered(SiteAnswer answer) implements Reply {}

    /** What came of an order to move money. */
    record MoneyOrdered(MoneyAnswer answer) implements Reply {}
  }
}
