package org.evcharging.central.admin;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.evcharging.api.CentralClient;
import org.evcharging.clearing.core.Cdr;
import org.evcharging.clearing.core.CdrCsv;
import org.evcharging.model.ClearingPeriod;
import org.evcharging.model.Energy;
import org.evcharging.model.MemberId;
import org.evcharging.model.Money;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code ev admin clearing export}: this network's sessions, as what it wants from others. */
@Command(
    name = "export",
    description = "Writes the sessions that ended in a month as CDRs, the first first.",
    footer = {
      "",
      "A driver belongs to the company that the id begins with: OP2-D17 to OP2, or with",
      "--debtors OP2=CARD2 whoever begins with CARD2. All others are this network's own drivers,",
      "and left out; so are sessions whose charge point has not told its last reading yet.",
      "",
      "Example:",
      "  ev admin clearing export 2026-11 --member OP1 --debtors OP2,OP3=CARD3 > op1.csv",
      "  ev clearing upload op1.csv --member OP1 --period 2026-11"
    })
final class ClearingExport extends AdminCommand {
  private static final String PAGE = "1000";

  @Parameters(paramLabel = "PERIOD", description = "The month, from midnight to midnight UTC.")
  private ClearingPeriod period = ClearingPeriod.of("1970-01");

  @Option(
      names = "--member",
      required = true,
      paramLabel = "MEMBER",
      description = "What this network is called among those that clear: the creditor.")
  private Optional<MemberId> member = Optional.empty();

  @Option(
      names = "--debtors",
      required = true,
      split = ",",
      paramLabel = "MEMBER[=PREFIX]",
      converter = Debtor.Converter.class,
      description = "Whose drivers were served, separated by commas (default prefix: MEMBER-).")
  private List<Debtor> debtors = List.of();

  /** A company, and how its drivers' ids begin. */
  private record Debtor(MemberId member, String prefix) {
    /** Reads {@code OP2} or {@code OP2=CARD2}. */
    static final class Converter implements ITypeConverter<Debtor> {
      @Override
      public Debtor convert(String text) {
        int sign = text.indexOf('=');
        if (sign < 0) {
          return new Debtor(new MemberId(text), text + "-");
        }
        if (sign == text.length() - 1) {
          throw new TypeConversionException("expected MEMBER or MEMBER=PREFIX");
        }
        return new Debtor(new MemberId(text.substring(0, sign)), text.substring(sign + 1));
      }
    }
  }

  @Override
  int ask(CentralClient central, Output output) {
    requireOthers();
    Counts counts = new Counts();
    List<Cdr> cdrs = new ArrayList<>();
    Optional<String> before = Optional.of("");
    while (before.isPresent()) {
      CentralClient.Answer page = page(central, before.get());
      page.body().forEach(session -> add(session, cdrs, counts));
      before =
          page.next().isEmpty()
              ? Optional.empty()
              : Optional.of(text(page.body().get(page.body().size() - 1), "sessionId"));
    }
    cdrs.sort(Comparator.comparing(Cdr::end).thenComparing(Cdr::id));
    print(cdrs, output);
    output.say(
        cdrs.size()
            + " CDRs; left out: "
            + counts.ownDrivers
            + " sessions of own drivers, "
            + counts.notSettled
            + " whose last reading is not there yet");
    return 0;
  }

  private void requireOthers() {
    Set<String> prefixes = new HashSet<>();
    for (Debtor debtor : debtors) {
      if (debtor.member().equals(member.orElseThrow())) {
        throw wrongUsage(debtor.member() + " cannot owe itself: --debtors are other members");
      }
      if (!prefixes.add(debtor.prefix())) {
        throw wrongUsage("--debtors: " + debtor.prefix() + " comes twice");
      }
    }
  }

  private ParameterException wrongUsage(String words) {
    return new ParameterException(spec().commandLine(), words);
  }

  /** What is left out. */
  private static final class Counts {
    private long ownDrivers;
    private long notSettled;
  }

  /** The newest first, all that were asked for before the month's end: some take days. */
  private CentralClient.Answer page(CentralClient central, String before) {
    return central.get(
        "/api/sessions",
        Map.of(
            "state",
            Optional.of("ended"),
            "to",
            Optional.of(start(period.month().plusMonths(1)).toString()),
            "before",
            Optional.of(before).filter(it -> !it.isEmpty()),
            "limit",
            Optional.of(PAGE)));
  }

  private void add(JsonNode session, List<Cdr> cdrs, Counts counts) {
    Instant end = Instant.parse(text(session, "overAt"));
    if (end.isBefore(start(period.month())) || !end.isBefore(start(period.month().plusMonths(1)))) {
      return;
    }
    Optional<MemberId> debtor = debtor(text(session, "driverId"));
    if (debtor.isEmpty()) {
      counts.ownDrivers++;
    } else if (!session.path("settled").asBoolean()) {
      counts.notSettled++;
    } else {
      cdrs.add(cdr(session, debtor.get(), end));
    }
  }

  /** The longest prefix counts. */
  private Optional<MemberId> debtor(String driver) {
    return debtors.stream()
        .filter(it -> driver.startsWith(it.prefix()))
        .max(Comparator.comparingInt(it -> it.prefix().length()))
        .map(Debtor::member);
  }

  private Cdr cdr(JsonNode session, MemberId debtor, Instant end) {
    Instant start =
        Instant.parse(text(session, session.has("startedAt") ? "startedAt" : "requestedAt"));
    return new Cdr(
        text(session, "sessionId"),
        member.orElseThrow(),
        debtor,
        // Clocks are set back now and then.
        start.isAfter(end) ? end : start,
        end,
        new Energy(session.path("energyWh").asLong()),
        new Money(session.path("amountCents").asLong()));
  }

  private void print(List<Cdr> cdrs, Output output) {
    if (!json()) {
      output.line(CdrCsv.HEADER);
    }
    for (Cdr cdr : cdrs) {
      if (json()) {
        output.json(json(cdr));
      } else {
        output.line(CdrCsv.line(cdr));
      }
    }
  }

  private static JsonNode json(Cdr cdr) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("cdrId", cdr.id())
        .put("creditor", cdr.creditor().value())
        .put("debtor", cdr.debtor().value())
        .put("start", cdr.start().toString())
        .put("end", cdr.end().toString())
        .put("energyWh", cdr.energy().wh())
        .put("amountCents", cdr.amount().cents());
  }

  private static Instant start(YearMonth month) {
    return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static String text(JsonNode session, String name) {
    return session.path(name).asString();
  }
}
