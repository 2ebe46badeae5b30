package org.evcharging.model;

/**
 * Names a place with charge points; it exists from the first registration that names it.
 *
 * @param value 1 to 100 characters
 */
public record SiteName(String value) implements Comparable<SiteName> {
  /**
   * @throws IllegalArgumentException if it is too long, blank, or has control characters
   */
  public SiteName {
    Place.requireSite(value);
  }

  @Override
  public int compareTo(SiteName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
