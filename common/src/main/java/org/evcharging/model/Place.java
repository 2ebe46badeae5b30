package org.evcharging.model;

/**
 * Where a charge point is.
 *
 * @param site the named place it belongs to, 1 to 100 characters
 * @param location where to find it there, 0 to 200 characters
 */
public record Place(String site, String location) {
  private static final int MAX_SITE = 100;
  private static final int MAX_LOCATION = 200;

  /**
   * @throws IllegalArgumentException if a name is too long, has control characters, or the site has
   *     none
   */
  public Place {
    requireSite(site);
    requireText("location", location, MAX_LOCATION);
  }

  /** The name of its site. */
  public SiteName siteName() {
    return new SiteName(site);
  }

  static void requireSite(String site) {
    requireText("site", site, MAX_SITE);
    if (site.isBlank()) {
      throw new IllegalArgumentException("site has no name");
    }
    if (site.equals(".") || site.equals("..")) {
      // In an address they mean something else.
      throw new IllegalArgumentException("site cannot be called " + site);
    }
  }

  private static void requireText(String what, String text, int maxLength) {
    if (text.length() > maxLength) {
      throw new IllegalArgumentException(
          what + " is " + text.length() + " characters long; at most " + maxLength);
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(what + " has control characters");
    }
  }
}
