package org.evcharging.wire;

/** Whether a Monitor is registered with Central now. */
public enum Reachability {
  UP,
  DOWN
}
