package org.evcharging.central.core;

/** Why a {@link SiteOrder} is not done. */
public enum SiteRefusal {
  FULL("all places of the window are booked"),
  WAITING_LIST_FULL("as many wait for a place as may"),
  ALREADY_BOOKED("the driver has a place in this window"),
  NOT_BOOKED("the driver has no place in this window, and waits for none"),
  ALREADY_USED("the driver's session has used the place"),
  UNKNOWN_WINDOW("there is no such window, or it is over"),
  UNKNOWN_SITE("there is no such site"),
  UNKNOWN_DRIVER("there is no such driver"),
  OVERLAPS("the site offers another window at that time"),
  IN_THE_PAST("the window would be over before it began"),
  TOO_MANY_WINDOWS("the site offers as many windows as it may");

  private final String words;

  SiteRefusal(String words) {
    this.words = words;
  }

  /** The same for people. */
  public String words() {
    return words;
  }
}
