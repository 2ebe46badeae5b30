package org.evcharging.central.store;

/** How far a session is (spec §4), as it is stored. */
public enum SessionState {
  REQUESTED,
  AUTHORIZED,
  CHARGING,
  ENDING,
  DENIED,
  EXPIRED,
  ENDED
}
