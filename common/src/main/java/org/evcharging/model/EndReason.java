package org.evcharging.model;

/** Why a session ended: exactly one, the first (spec §4, rule 7). */
public enum EndReason {
  UNPLUGGED,
  DRIVER_STOP,
  OPERATOR_STOP,
  BATTERY_FULL,
  /** The energy that the hold pays was supplied. */
  FUNDS_EXHAUSTED,
  ENGINE_FAULT,
  MONITOR_LOST,
  /** The Engine came back before it was missed; it never resumes by itself. */
  ENGINE_RESTART,
  /** The Engine was told to stop (SIGTERM). */
  ENGINE_STOPPED,
  /** The Engine has no such session. */
  RECONCILED
}
