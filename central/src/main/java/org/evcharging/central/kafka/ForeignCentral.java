package org.evcharging.central.kafka;

/** Another Central is on this network already. The message is one line for the operator. */
public final class ForeignCentral extends Exception {
  private static final long serialVersionUID = 1L;

  ForeignCentral(String line) {
    super(line);
  }
}
