package org.evcharging.launcher.lab;

/** Which of the two threads of a race. */
enum Side {
  A,
  B;

  Side other() {
    return this == A ? B : A;
  }
}
