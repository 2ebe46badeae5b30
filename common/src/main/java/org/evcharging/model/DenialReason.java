package org.evcharging.model;

/** Why a request was denied. The first group is in the order in which it is checked (spec R-4). */
public enum DenialReason {
  /** It lay in Kafka for over 60 s, by the broker's time. */
  TOO_OLD,
  UNKNOWN_DRIVER,
  /** The driver has a session that is not over. */
  DRIVER_BUSY,
  UNKNOWN_CHARGE_POINT,
  /** The charge point has no live Monitor. */
  DISCONNECTED,
  /** The charge point's Engine is faulted or silent. */
  FAULTED,
  /** An operator or another hold-off stopped the charge point. */
  OUT_OF_ORDER,
  /** The charge point has a session that is not over. */
  IN_USE,
  /** It is a window of the site, and what is available there is awaited by drivers who booked. */
  RESERVED_FOR_OTHERS,
  /** The driver's account has less than the least that is held for a session. */
  INSUFFICIENT_FUNDS,

  /** The Engine said no. */
  REJECTED_BY_CHARGE_POINT,
  /** The Engine did not answer within 5 s. */
  NO_ANSWER,

  /** The driver asked to stop before the Engine had answered. */
  DRIVER_STOP,
  /** An operator stopped the charge point before the Engine had answered. */
  OPERATOR_STOP,
  /** The Engine failed before it had answered. */
  ENGINE_FAULT,
  /** The Monitor was lost before the Engine had answered. */
  MONITOR_LOST,

  /** The same request id came before with other contents (spec R-9). */
  ID_REUSED,
  /** A stop for a session that is not there, or not the asker's. */
  NO_SESSION
}
