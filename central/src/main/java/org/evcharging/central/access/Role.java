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
    /** The id, so that the audit log says who it was. */
    @Override
    public String toString() {
      return id.value();
    }
  }
}
