package org.evcharging.central.access;

import org.evcharging.model.DriverId;

/** What somebody may (spec §13). */
public sealed interface Role {
  /** Everything. */
  record Operator() implements Role {
    @Override
    public String toString() {
      return "operator";
    }
  }

  /** To read. */
  record Viewer() implements Role {
    @Override
    public String toString() {
      return "viewer";
    }
  }

  /** What is one driver's own, and nothing else. */
  record Driver(DriverId id) implements Role {
    /**
     * {@code driver:D1}, so that the audit log takes no driver for the operator, whatever its id.
     */
    @Override
    public String toString() {
      return "driver:" + id;
    }
  }
}
