package org.evcharging.driver.core;

import java.util.ArrayList;
import java.util.List;
import org.evcharging.model.ChargePointId;

/**
 * A services file, read: one charge point id a line. Blank lines and {@code #} comments, on a line
 * of their own or after a space, are ignored.
 *
 * @param services in the order of the file
 * @param badLines those that are no charge point id
 */
public record BatchFile(List<ChargePointId> services, List<BadLine> badLines) {

  /**
   * A line that is skipped.
   *
   * @param number from 1
   * @param why a sentence for the user
   */
  public record BadLine(int number, String why) {}

  private static final String BYTE_ORDER_MARK = "\ufeff";

  public static BatchFile of(List<String> lines) {
    List<ChargePointId> services = new ArrayList<>();
    List<BadLine> badLines = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String content = content(lines.get(i));
      if (content.isEmpty()) {
        continue;
      }
      try {
        services.add(new ChargePointId(content));
      } catch (IllegalArgumentException e) {
        badLines.add(new BadLine(i + 1, String.valueOf(e.getMessage())));
      }
    }
    return new BatchFile(List.copyOf(services), List.copyOf(badLines));
  }

  private static String content(String line) {
    String content = line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
    return content.replaceFirst("(^|\\s)#.*$", "").strip();
  }
}
