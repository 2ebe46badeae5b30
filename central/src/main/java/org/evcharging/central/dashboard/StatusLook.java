package org.evcharging.central.dashboard;

import org.evcharging.model.ChargePointStatus;

/**
 * How a charge point looks in a status (the colours of spec §3). What goes on or needs somebody is
 * filled; what is at rest is an outline, or where there is no room for one, tinted.
 *
 * @param head the line with the id and the price
 * @param body the other lines
 * @param status the words of the status
 * @param trace what is barely to be seen on the body
 */
record StatusLook(boolean filled, Style head, Style body, Style status, Style trace) {

  /** With room for a frame around what is at rest. */
  static StatusLook framed(ChargePointStatus status) {
    return of(
        status,
        atRest(Tone.GREEN, Tone.TEXT, Tone.SCREEN, Tone.SCREEN),
        atRest(Tone.GREY, Tone.GREY, Tone.SCREEN, Tone.SCREEN));
  }

  /** Where cells touch. */
  static StatusLook frameless(ChargePointStatus status) {
    return of(
        status,
        atRest(Tone.GREEN, Tone.TEXT, Tone.GREEN_TINT, Tone.GREEN_STRIP),
        atRest(Tone.GREY, Tone.GREY, Tone.GREY_TINT, Tone.GREY_STRIP));
  }

  private static StatusLook of(
      ChargePointStatus status, StatusLook available, StatusLook disconnected) {
    return switch (status) {
      case DISCONNECTED -> disconnected;
      case FAULTED -> filled(Tone.STRONG, Tone.RED, Tone.RED_STRIP);
      case OUT_OF_ORDER -> filled(Tone.INK, Tone.ORANGE, Tone.ORANGE_STRIP);
      case CHARGING -> filled(Tone.INK, Tone.BRIGHT_GREEN, Tone.BRIGHT_GREEN_STRIP);
      case RESERVED -> filled(Tone.INK, Tone.CYAN, Tone.CYAN_STRIP);
      case AVAILABLE -> available;
    };
  }

  private static StatusLook filled(Tone letters, Tone fill, Tone strip) {
    return new StatusLook(
        true,
        Style.bold(letters, strip),
        Style.plain(letters, fill),
        Style.bold(letters, fill),
        Style.plain(strip, fill));
  }

  private static StatusLook atRest(Tone colour, Tone letters, Tone ground, Tone strip) {
    return new StatusLook(
        false,
        Style.bold(colour, strip),
        Style.plain(letters, ground),
        Style.bold(colour, ground),
        Style.plain(Tone.RULE, ground));
  }
}
