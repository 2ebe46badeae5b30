package org.evcharging.central.admin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.evcharging.api.CentralClient;
import org.evcharging.model.ClearingPeriod;
import org.evcharging.model.MemberId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code ev admin clearing}: months that companies settle with each other. */
@Command(
    name = "clearing",
    synopsisSubcommandLabel = "COMMAND",
    description = "Opens months that companies settle with each other, and shows how far they are.",
    subcommands = {
      ClearingCommand.Open.class,
      ClearingCommand.Listing.class,
      ClearingCommand.Show.class,
      ClearingCommand.Excuse.class,
      ClearingExport.class
    },
    footer = {
      "",
      "Who takes part uploads with ev clearing. When all have finished, it is netted.",
      "",
      "Examples:",
      "  ev admin clearing open 2026-11 --members OP1,OP2,OP3,OP4,OP5",
      "  ev admin clearing list                       who has finished, and who has not",
      "  ev admin clearing show 2026-11               and who pays whom, once all have",
      "  ev admin clearing excuse 2026-11 OP5         do not wait for one that uploads nothing",
      "  ev admin clearing export 2026-11 --member OP1 --debtors OP2,OP3 > op1.csv"
    })
final class ClearingCommand implements Runnable {
  private static final String PATH = "/api/clearing";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "open, list, show, excuse or export?");
  }

  private static List<String> missing(JsonNode period) {
    return period
        .path("members")
        .valueStream()
        .filter(it -> !it.path("finished").asBoolean())
        .map(it -> it.path("member").asString())
        .toList();
  }

  /** {@code ev admin clearing open}. */
  @Command(
      name = "open",
      description = "Opens a month for the companies named, who are all that it will ever have.",
      footer = {"", "Example:", "  ev admin clearing open 2026-11 --members OP1,OP2,OP3,OP4,OP5"})
  static final class Open extends AdminCommand {
    @Parameters(paramLabel = "PERIOD", description = "The month.")
    private ClearingPeriod period = ClearingPeriod.of("1970-01");

    @Option(
        names = "--members",
        required = true,
        split = ",",
        paramLabel = "MEMBER",
        description = "Who takes part, 2 to 200, separated by commas.")
    private List<MemberId> members = List.of();

    @Override
    int ask(CentralClient central, Output output) {
      JsonNode opened =
          central
              .post(
                  PATH,
                  Map.of(
                      "period",
                      period.toString(),
                      "members",
                      members.stream().map(MemberId::value).toList()))
              .body();
      if (json()) {
        output.json(opened);
      } else {
        output.line(period + " is open for " + opened.path("members").size() + " members");
      }
      return 0;
    }
  }

  /** {@code ev admin clearing list}. */
  @Command(
      name = "list",
      description = "Shows all months, and who of their members has finished.",
      footer = {"", "Example:", "  ev admin clearing list"})
  static final class Listing extends AdminCommand {
    @Override
    int ask(CentralClient central, Output output) {
      JsonNode periods = central.get(PATH, Map.of()).body();
      if (json()) {
        output.json(periods);
      } else {
        output.table(
            List.of("PERIOD", "STATE", "CDRS", "FINISHED", "MISSING"),
            periods.valueStream().map(Listing::row).toList());
      }
      return 0;
    }

    private static List<String> row(JsonNode period) {
      List<JsonNode> members = period.path("members").valueStream().toList();
      List<String> missing = missing(period);
      return List.of(
          period.path("period").asString(),
          period.path("state").asString(),
          String.valueOf(members.stream().mapToLong(it -> it.path("cdrs").asLong()).sum()),
          members.size() - missing.size() + " of " + members.size(),
          missing.isEmpty() ? "-" : String.join(", ", missing));
    }
  }

  /** {@code ev admin clearing show}. */
  @Command(
      name = "show",
      description = "Shows how far each member of a month is and, once all are, who pays whom.",
      footer = {"", "Example:", "  ev admin clearing show 2026-11"})
  static final class Show extends AdminCommand {
    @Parameters(paramLabel = "PERIOD", description = "The month.")
    private ClearingPeriod period = ClearingPeriod.of("1970-01");

    @Override
    int ask(CentralClient central, Output output) {
      JsonNode shown = central.get(PATH + "/" + period, Map.of()).body();
      if (json()) {
        output.json(shown);
        return 0;
      }
      output.table(
          List.of("MEMBER", "BATCHES", "CDRS", "FINISHED"),
          shown.path("members").valueStream().map(Show::member).toList());
      if (shown.has("transfers")) {
        output.line("");
        output.table(
            List.of("PAYER", "PAYEE", "€"),
            shown.path("transfers").valueStream().map(Show::transfer).toList());
      } else {
        output.say(period + " is netted when all have finished");
      }
      return 0;
    }

    private static List<String> member(JsonNode member) {
      return List.of(
          member.path("member").asString(),
          member.path("batches").asString(),
          member.path("cdrs").asString(),
          member.path("finished").asBoolean() ? "yes" : "no");
    }

    private static List<String> transfer(JsonNode transfer) {
      return List.of(
          transfer.path("payer").asString(),
          transfer.path("payee").asString(),
          Figures.euros(transfer.path("cents")));
    }
  }

  /** {@code ev admin clearing excuse}. */
  @Command(
      name = "excuse",
      description = {
        "Counts a member as finished that has uploaded nothing, and will not. If it was the last one",
        "missing, the month is netted. It cannot be taken back."
      },
      footer = {"", "Example:", "  ev admin clearing excuse 2026-11 OP5"})
  static final class Excuse extends AdminCommand {
    @Parameters(index = "0", paramLabel = "PERIOD", description = "The month.")
    private ClearingPeriod period = ClearingPeriod.of("1970-01");

    @Parameters(index = "1", paramLabel = "MEMBER", description = "Who is not waited for.")
    private Optional<MemberId> member = Optional.empty();

    @Override
    int ask(CentralClient central, Output output) {
      MemberId excused = member.orElseThrow();
      JsonNode left =
          central.post(PATH + "/" + period + "/members/" + excused + "/excuse", Map.of()).body();
      List<String> missing = missing(left);
      if (json()) {
        output.json(left);
      } else if (missing.isEmpty()) {
        output.line(period + " does not wait for " + excused + ", and is netted");
      } else {
        output.line(
            period + " does not wait for " + excused + "; missing: " + String.join(", ", missing));
      }
      return 0;
    }
  }
}
