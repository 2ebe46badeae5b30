package org.evcharging.driver.prompt;

import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.evcharging.console.Table;
import org.evcharging.driver.core.NetworkPicture.Listed;
import org.evcharging.driver.core.Phrases;
import org.evcharging.message.NetworkRecord.ChargePointState;
import org.evcharging.model.ChargePointStatus;
import picocli.CommandLine.Help.Ansi;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The list of charge points, as a table for people or as JSON for programs. */
public final class ChargePointTable {
  private static final JsonFactory JSON = new JsonFactory();
  private static final String UNKNOWN = "UNKNOWN";
  private static final List<String> HEADINGS =
      List.of("CHARGE POINT", "SITE", "LOCATION", "€/kWh", "kW", "STATUS");

  private ChargePointTable() {}

  /**
   * A line of headings and one a charge point, in columns.
   *
   * @param ansi whether the status is in the colour of spec §3
   */
  public static List<String> lines(List<Listed> chargePoints, Ansi ansi) {
    return Table.lines(HEADINGS, chargePoints.stream().map(listed -> cells(listed, ansi)).toList());
  }

  private static List<String> cells(Listed listed, Ansi ansi) {
    ChargePointState state = listed.state();
    return List.of(
        state.chargePointId().value(),
        state.place().site(),
        state.place().location(),
        state.tariff().toString(),
        state.powerW() == 0 ? "-" : Phrases.kilowatts(state.powerW()),
        coloured(listed.status(), ansi));
  }

  private static String coloured(Optional<ChargePointStatus> status, Ansi ansi) {
    return status
        .map(known -> ansi.string("@|" + colour(known) + " " + word(known) + "|@"))
        .orElse(UNKNOWN);
  }

  private static String word(ChargePointStatus status) {
    return status == ChargePointStatus.OUT_OF_ORDER ? "Out of Order" : status.name();
  }

  private static String colour(ChargePointStatus status) {
    return switch (status) {
      case DISCONNECTED -> "fg(244)";
      case FAULTED -> "red";
      case OUT_OF_ORDER -> "fg(208)";
      case CHARGING, AVAILABLE -> "green";
      case RESERVED -> "cyan";
    };
  }

  /** One JSON object a charge point; a status that is not known is {@code UNKNOWN}. */
  public static List<String> json(List<Listed> chargePoints) {
    return chargePoints.stream().map(ChargePointTable::object).toList();
  }

  private static String object(Listed listed) {
    ChargePointState state = listed.state();
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      out.writeStartObject();
      out.writeStringProperty("chargePointId", state.chargePointId().value());
      out.writeStringProperty("site", state.place().site());
      out.writeStringProperty("location", state.place().location());
      out.writeNumberProperty("priceMicrosPerKwh", state.tariff().priceMicrosPerKwh());
      out.writeNumberProperty("powerW", state.powerW());
      out.writeStringProperty(
          "status", listed.status().map(ChargePointStatus::name).orElse(UNKNOWN));
      out.writeEndObject();
    }
    return text.toString();
  }
}
