package org.evcharging.model;

/**
 * What a charge point is to the people who look at it. Always derived from facts, never stored
 * (spec R-1); in the order of the table of spec §3, where the first that applies wins.
 */
public enum ChargePointStatus {
  /** No live Monitor. */
  DISCONNECTED,
  /** The Engine says KO, or does not answer its Monitor. */
  FAULTED,
  /** An operator or another hold-off stopped it. */
  OUT_OF_ORDER,
  /** Its session is charging or ending. */
  CHARGING,
  /** Its session is requested or authorised. */
  RESERVED,
  /** Free. */
  AVAILABLE
}
