package org.evcharging.central.dashboard;

import com.googlecode.lanterna.TextColor;

/** What a colour is for, and how it looks with each {@link ColourDepth}. */
enum Tone {
  SCREEN(0x0f1419, 233, TextColor.ANSI.BLACK),
  TITLE_FILL(0x1c3d5a, 24, TextColor.ANSI.BLUE),
  RULE(0x3b4653, 238, TextColor.ANSI.BLACK_BRIGHT),
  TEXT(0xd5dce4, 253, TextColor.ANSI.WHITE),
  DIM(0x8b96a3, 245, TextColor.ANSI.WHITE),
  STRONG(0xffffff, 231, TextColor.ANSI.WHITE_BRIGHT),
  /** Letters on a bright fill. */
  INK(0x0a0e12, 16, TextColor.ANSI.BLACK),
  NOTICE(0xf2cc60, 221, TextColor.ANSI.YELLOW_BRIGHT),

  GREY(0x7d8894, 244, TextColor.ANSI.BLACK_BRIGHT),
  GREY_TINT(0x1a2028, 235, TextColor.ANSI.BLACK),
  GREY_STRIP(0x2b333d, 237, TextColor.ANSI.BLACK),
  RED(0xd93640, 160, TextColor.ANSI.RED),
  RED_STRIP(0xa8232c, 124, TextColor.ANSI.RED),
  /** Red that can be read on the screen's own ground. */
  RED_TEXT(0xff6b6b, 203, TextColor.ANSI.RED_BRIGHT),
  ORANGE(0xff8c1a, 208, TextColor.ANSI.YELLOW),
  ORANGE_STRIP(0xd96c00, 166, TextColor.ANSI.YELLOW),
  GREEN(0x46c765, 77, TextColor.ANSI.GREEN),
  GREEN_TINT(0x13241a, 234, TextColor.ANSI.BLACK),
  GREEN_STRIP(0x1e3c2a, 22, TextColor.ANSI.BLACK),
  BRIGHT_GREEN(0x35e872, 47, TextColor.ANSI.GREEN_BRIGHT),
  BRIGHT_GREEN_STRIP(0x1fb957, 35, TextColor.ANSI.GREEN_BRIGHT),
  CYAN(0x27c4e8, 44, TextColor.ANSI.CYAN),
  CYAN_STRIP(0x1798b8, 37, TextColor.ANSI.CYAN);

  private final int rgb;
  private final int index;
  private final TextColor.ANSI oneOfSixteen;

  Tone(int rgb, int index, TextColor.ANSI oneOfSixteen) {
    this.rgb = rgb;
    this.index = index;
    this.oneOfSixteen = oneOfSixteen;
  }

  TextColor at(ColourDepth depth) {
    return switch (depth) {
      case TRUE_COLOUR -> new TextColor.RGB(rgb >> 16, rgb >> 8 & 0xff, rgb & 0xff);
      case INDEXED -> new TextColor.Indexed(index);
      case SIXTEEN -> oneOfSixteen;
    };
  }
}
