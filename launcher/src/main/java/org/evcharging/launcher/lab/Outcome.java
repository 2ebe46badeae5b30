package org.evcharging.launcher.lab;

/** Whether a race left the world as it should be. */
enum Outcome {
  RIGHT,
  WRONG
}
