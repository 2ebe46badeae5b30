package org.evcharging.central.admin;

import java.util.List;
import java.util.Map;
import org.evcharging.api.CentralClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code ev admin site}: the places with charge points. */
@Command(
    name = "site",
    synopsisSubcommandLabel = "COMMAND",
    description = "Shows the sites; one exists from the first registration that names it.",
    subcommands = SiteCommand.Listing.class,
    footer = {"", "Example:", "  ev admin site list"})
final class SiteCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "list?");
  }

  /** {@code ev admin site list}. */
  @Command(
      name = "list",
      description = "Shows the sites, with how many charge points and windows they have.",
      footer = {"", "Example:", "  ev admin site list --json"})
  static final class Listing extends AdminCommand {
    @Override
    int ask(CentralClient central, Output output) {
      JsonNode sites = central.get("/api/sites", Map.of()).body();
      if (json()) {
        output.json(sites);
      } else {
        output.table(
            List.of("SITE", "CHARGE POINTS", "WINDOWS"),
            sites.valueStream().map(Listing::row).toList());
      }
      return 0;
    }

    private static List<String> row(JsonNode site) {
      return List.of(
          site.path("site").asString(),
          site.path("chargePoints").asString(),
          site.path("windows").asString());
    }
  }
}
