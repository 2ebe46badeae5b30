package org.evcharging.simulation.verifier;

/** What members of a clearing are answered, and what comes of it. Each is counted. */
public enum ClearingOutcome {
  WELCOME,
  STORED,
  /** A batch that was stored before is stored, still once. */
  STORED_BEFORE,
  BAD_RECORD,
  NOT_YET,
  STATEMENT,
  REFUSED,
  NETTED,
  /** Two members have finished within some milliseconds. */
  FINISHED_TOGETHER
}
