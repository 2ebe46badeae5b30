package org.evcharging.launcher.lab;

import org.evcharging.lock.Locks;

/** Whether the lock of a race is one. */
enum Protection {
  WITHOUT,
  WITH;

  Locks locks() {
    return switch (this) {
      case WITHOUT -> Locks.NONE;
      case WITH -> Locks.REAL;
    };
  }
}
