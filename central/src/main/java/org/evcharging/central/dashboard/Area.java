package org.evcharging.central.dashboard;

/** A rectangle of cells; it may be empty. */
record Area(int column, int row, int columns, int rows) {
  boolean isEmpty() {
    return columns <= 0 || rows <= 0;
  }
}
