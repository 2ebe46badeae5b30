package org.evcharging.simulation.plan;

/** What can go wrong. Each is counted; in many seeds each has to happen. */
public enum FaultKind {
  CENTRAL_KILLED,
  CENTRAL_STOPPED,
  CENTRAL_PAUSED,
  ENGINE_KILLED,
  ENGINE_STOPPED,
  ENGINE_PAUSED,
  MONITOR_KILLED,
  MONITOR_PAUSED,
  DRIVER_KILLED,
  POWER_CUT,
  /** Records that Kafka had acknowledged are gone after a power cut. */
  KAFKA_TAIL_LOST,
  KAFKA_AWAY,
  /** A machine cannot reach Kafka, which others can. */
  KAFKA_CUT_OFF,
  /** A producer could not take a record while Kafka did not answer. */
  SEND_REFUSED,
  /** A send was on its way for long; it lands though its program may be dead. */
  SEND_LATE,
  /** A producer got an error that it does not survive, with some records landed. */
  PRODUCER_BROKEN,
  /** Central reads no records of a topic for a while. */
  INPUT_LAGS,
  CONNECTION_RESET,
  /** One side of a connection is gone and the other does not know. */
  CONNECTION_HALF_OPEN,
  /** Two machines cannot reach each other. */
  NETWORK_CUT,
  /** Bytes arrived in pieces, each on its own. */
  BYTES_SPLIT,
  BYTES_DELAYED,
  /** An engine's journal ends in the middle of a line. */
  JOURNAL_TORN,
  ENGINE_DISK_FULL,
  CENTRAL_DISK_FULL,
  /** A commit or a forced write took long. */
  DISK_SLOW,
  CLOCK_JUMP,
  /** A person breaks an engine on purpose, at the monitor's or the engine's prompt. */
  FAULT_INJECTED,
  FREEZE_INJECTED,
  SLOW_INJECTED,
  DISCONNECT_INJECTED,
  /** A request is sent twice, or once more after its answer. */
  REQUEST_REPEATED,
  /** The same at the money desk. */
  ORDER_REPEATED,
  /** A record that is none of ours. */
  GARBAGE_SENT,
  MEMBER_KILLED,
  MEMBER_PAUSED,
  /** The clearing is killed amid an exchange, and nothing of it is on the disk. */
  CLEARING_KILLED_BEFORE_COMMIT,
  /** The same, and it is on the disk; the member does not hear of it. */
  CLEARING_KILLED_AFTER_COMMIT,
  /** A member's question does not reach the clearing. */
  QUESTION_LOST,
  /** It does when the member has given up that connection, and perhaps gone on with another. */
  QUESTION_LATE,
  /** The answer does not reach the member. */
  ANSWER_LOST,
  BATCH_REPEATED,
  /** A member asks for the result while it uploads. */
  ASKED_EARLY,
  /** A member says that it has finished while batches are still to come. */
  FINISHED_EARLY,
  FINISHED_REPEATED,
  /** A member's file has something in it that is no CDR of its own. */
  BAD_CDR
}
