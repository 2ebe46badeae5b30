package org.evcharging.central.admin;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.evcharging.api.CentralClient;
import org.evcharging.model.SiteName;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import tools.jackson.databind.JsonNode;

/** {@code ev admin window}: times in which places can be booked. */
@Command(
    name = "window",
    synopsisSubcommandLabel = "COMMAND",
    description = "Offers places at a site for a time, and shows how they fill up.",
    subcommands = {WindowCommand.Offer.class, WindowCommand.Listing.class},
    footer = {
      "",
      "Examples:",
      "  ev admin window offer Madrid --from 2026-11-20T18:00:00Z --to 2026-11-20T20:00:00Z"
          + " --capacity 14",
      "  ev admin window list Madrid"
    })
final class WindowCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "offer or list?");
  }

  /** {@code ev admin window offer}. */
  @Command(
      name = "offer",
      description = "Lets drivers book places at a site for a time.",
      footer = {
        "",
        "Example:",
        "  ev admin window offer Madrid --from 2026-11-20T18:00:00Z --to 2026-11-20T20:00:00Z"
            + " --capacity 14"
      })
  static final class Offer extends AdminCommand {
    @Parameters(paramLabel = "SITE", description = "The site's name.")
    private SiteName site = new SiteName("Main");

    @Option(
        names = "--from",
        required = true,
        paramLabel = "TIME",
        converter = Time.class,
        description = "The first moment, such as 2026-11-20T18:00:00Z.")
    private Instant from = Instant.EPOCH;

    @Option(
        names = "--to",
        required = true,
        paramLabel = "TIME",
        converter = Time.class,
        description = "The first moment after it, at most 32 days later.")
    private Instant to = Instant.EPOCH;

    @Option(
        names = "--capacity",
        required = true,
        paramLabel = "N",
        description = "How many places there are, 1 to 1000.")
    private int capacity;

    @Override
    int ask(CentralClient central, Output output) {
      JsonNode window =
          central
              .post(
                  windowsOf(site),
                  Map.of("from", from.toString(), "to", to.toString(), "capacity", capacity))
              .body();
      Optional.of(window.path("warning").asString(""))
          .filter(warning -> !warning.isEmpty())
          .ifPresent(warning -> output.say("mind: " + warning));
      if (json()) {
        output.json(window);
      } else {
        output.line("window " + window.path("windowId").asString() + " can be booked");
      }
      return 0;
    }
  }

  /** {@code ev admin window list}. */
  @Command(
      name = "list",
      description = "Shows the windows of a site that are not over, the first first.",
      footer = {"", "Example:", "  ev admin window list Madrid"})
  static final class Listing extends AdminCommand {
    @Parameters(paramLabel = "SITE", description = "The site's name.")
    private SiteName site = new SiteName("Main");

    @Override
    int ask(CentralClient central, Output output) {
      JsonNode windows = central.get(windowsOf(site), Map.of()).body();
      if (json()) {
        output.json(windows);
      } else {
        output.table(
            List.of("WINDOW", "FROM", "TO", "PLACES", "BOOKED", "WAITING"),
            windows.valueStream().map(Listing::row).toList());
      }
      return 0;
    }

    private static List<String> row(JsonNode window) {
      return List.of(
          window.path("windowId").asString(),
          window.path("from").asString(),
          window.path("to").asString(),
          window.path("capacity").asString(),
          window.path("booked").asString(),
          window.path("waiting").asString());
    }
  }

  private static String windowsOf(SiteName site) {
    return "/api/sites/" + CentralClient.encoded(site.value()) + "/windows";
  }

  /** Reads a time. */
  static final class Time implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
      try {
        return Instant.parse(text);
      } catch (DateTimeException e) {
        throw new TypeConversionException("expected a time such as 2026-11-20T18:00:00Z");
      }
    }
  }
}
