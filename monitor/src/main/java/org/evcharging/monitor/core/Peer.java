package org.evcharging.monitor.core;

import java.util.Locale;

/** Whom a Monitor is connected to. */
public enum Peer {
  ENGINE,
  CENTRAL;

  /** As it stands in sentences: {@code engine}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
