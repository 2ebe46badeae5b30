package org.evcharging.central.dashboard;

/** How much room a cell of the grid gets. */
enum Density {
  /** With a bar for the power, and air: for few charge points on a large screen. */
  SPACIOUS(7),
  /** A line for everything, and a frame. */
  ROOMY(5),
  /** For hundreds of charge points: the same words on fewer lines. */
  DENSE(3);

  private final int rows;

  Density(int rows) {
    this.rows = rows;
  }

  int rows() {
    return rows;
  }
}
