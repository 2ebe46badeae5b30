package org.evcharging.simulation.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.evcharging.message.Topic;
import org.evcharging.simulation.world.Chance;

/** Draws a plan. Each seed has luck of its own: some kinds of faults often, others never. */
public final class PlanMaker {
  private static final long SECOND_MS = 1_000;
  private static final int STRANGERS = 3;
  private static final long OPENING_CENTS = 500_00;

  private final Scenario scenario;
  private final Chance chance;
  private final List<String> chargePoints;
  private final List<String> drivers;
  private final List<String> members;
  private final List<Plan.Item> items = new ArrayList<>();
  private int strangeRequests;
  private int windows;

  private interface Draw {
    Action draw();
  }

  /** A kind of action, and how often it comes in comparison with the others. */
  private record Kind(int weight, Draw draw) {}

  private PlanMaker(
      Scenario scenario,
      Chance chance,
      List<String> chargePoints,
      List<String> drivers,
      List<String> members) {
    this.scenario = scenario;
    this.chance = chance;
    this.chargePoints = chargePoints;
    this.drivers = drivers;
    this.members = members;
  }

  public static Plan draw(
      Scenario scenario,
      Chance chance,
      List<String> chargePoints,
      List<String> drivers,
      List<String> members) {
    PlanMaker maker = new PlanMaker(scenario, chance, chargePoints, drivers, members);
    maker.drawAll();
    List<Plan.Item> sorted = new ArrayList<>(maker.items);
    sorted.sort(Comparator.comparingLong(Plan.Item::atMs));
    List<Plan.Item> numbered = new ArrayList<>();
    for (Plan.Item item : sorted) {
      numbered.add(new Plan.Item(numbered.size(), item.atMs(), item.action()));
    }
    return new Plan(numbered);
  }

  private void drawAll() {
    drawEach(people(), 1_500 / Math.min(3, drivers.size()));
    if (scenario.faults() != FaultLevel.NONE) {
      drawEach(strangers(), 6_000);
      drawEach(lucky(faults()), scenario.faults() == FaultLevel.MANY ? 1_400 : 7_000);
      if (chance.percent(8)) {
        drawLongOutage();
      }
      drawMoney();
      drawPlaces();
      drawClearing();
    }
  }

  /** With luck of its own: what people pay in and out changes nothing else that is drawn. */
  private void drawMoney() {
    PlanMaker money = with(chance.named("money"));
    money.drawEach(money.money(), 12_000);
    items.addAll(money.items);
  }

  /** With luck of its own, too; in half of the seeds nobody offers anything. */
  private void drawPlaces() {
    Chance luck = chance.named("places");
    if (luck.oneIn(2)) {
      PlanMaker places = with(luck);
      places.drawEach(places.places(), 2_500);
      items.addAll(places.items);
    }
  }

  /** With luck of its own, too. */
  private void drawClearing() {
    PlanMaker clearing = with(chance.named("clearing"));
    clearing.drawEach(
        clearing.lucky(clearing.clearing()), scenario.faults() == FaultLevel.MANY ? 9_000 : 40_000);
    items.addAll(clearing.items);
  }

  private PlanMaker with(Chance luck) {
    return new PlanMaker(scenario, luck, chargePoints, drivers, members);
  }

  private List<Kind> clearing() {
    return List.of(
        new Kind(4, () -> new Action.Kill(member(), shortMs(), chance.oneIn(3))),
        new Kind(2, () -> new Action.Pause(member(), pauseMs())),
        new Kind(3, () -> new Action.Cut(member(), "central", shortMs())),
        new Kind(1, () -> new Action.ClockJump(member(), chance.between(-20_000L, 20_000L))));
  }

  private List<Kind> places() {
    return List.of(
        new Kind(2, this::offer),
        new Kind(
            7, () -> new Action.Book(window(), anybody(), chance.oneIn(2), chance.between(1, 2))),
        new Kind(2, () -> new Action.LeaveWindow(window(), anybody())));
  }

  private Action offer() {
    windows++;
    return new Action.OfferWindow(
        window(windows),
        chance.between(-10_000L, 15_000L),
        chance.between(5_000L, 40_000L),
        chance.between(1, 3));
  }

  /** Mostly the newest. */
  private String window() {
    return window(chance.oneIn(3) ? chance.between(1, windows + 1) : windows);
  }

  private static String window(int number) {
    return "window-" + number;
  }

  private List<Kind> money() {
    return List.of(
        new Kind(
            1,
            () ->
                new Action.MoveMoney(
                    anybody(),
                    chance.oneIn(6) ? usedId() : freshId(),
                    chance.oneIn(2),
                    amount(),
                    chance.between(1, 3))));
  }

  private long amount() {
    return switch (chance.between(0, 5)) {
      case 0 -> chance.between(1L, 99L);
      case 1 -> 99_999_999_999L;
      case 2 -> chance.between(5_000L, 100_000L);
      default -> chance.between(100L, 5_000L);
    };
  }

  /** Draws one of these kinds again and again, so long apart on average. */
  private void drawEach(List<Kind> kinds, long meanMs) {
    int total = kinds.stream().mapToInt(Kind::weight).sum();
    if (total == 0) {
      return;
    }
    long atMs = chance.between(1_500, 1_500 + 2 * meanMs);
    while (atMs < scenario.loadMs()) {
      int left = chance.between(1, total);
      for (Kind kind : kinds) {
        left -= kind.weight();
        if (left <= 0) {
          add(atMs, kind.draw().draw());
          break;
        }
      }
      atMs += chance.between(1, 2 * meanMs);
    }
  }

  private void add(long atMs, Action action) {
    items.add(new Plan.Item(0, atMs, action));
  }

  /** Swarm testing: a seed that has few kinds of faults gets deeper into each. */
  private List<Kind> lucky(List<Kind> all) {
    List<Kind> some = new ArrayList<>();
    int share = chance.between(20, 100);
    for (Kind kind : all) {
      if (chance.percent(share)) {
        some.add(new Kind(kind.weight() * chance.between(1, 4), kind.draw()));
      }
    }
    return some;
  }

  private List<Kind> people() {
    return List.of(
        new Kind(30, () -> new Action.Ask(driver(), chargePoint())),
        new Kind(4, () -> new Action.StopSupply(driver())),
        new Kind(4, () -> new Action.AskAtPrompt(chargePoint(), driver())),
        new Kind(10, () -> new Action.Plug(chargePoint())),
        new Kind(6, () -> new Action.Unplug(chargePoint())));
  }

  private List<Kind> strangers() {
    return List.of(
        new Kind(
            14,
            () -> new Action.StrangerAsks(freshId(), stranger(), anyPlace(), chance.between(1, 3))),
        new Kind(5, () -> new Action.StrangerAsks(usedId(), stranger(), anyPlace(), 1)),
        new Kind(3, () -> new Action.StrangerAsks(freshId(), "no such driver!", chargePoint(), 1)),
        new Kind(
            6,
            () -> new Action.StrangerStops(freshId(), anybody(), chargePoint(), chance.oneIn(2))),
        new Kind(3, () -> new Action.Garbage(inputTopic(), chargePoint(), garbage())),
        new Kind(5, () -> new Action.OperatorStops(chargePoint())),
        new Kind(9, () -> new Action.OperatorResumes(chargePoint())),
        new Kind(4, () -> new Action.OperatorAddsDriver(anybody(), OPENING_CENTS)),
        new Kind(1, Action.AccessRefused::new),
        new Kind(2, () -> new Action.PriceChanges(chargePoint(), chance.between(0L, 900_000L))),
        new Kind(1, () -> new Action.Impostor(chargePoint())));
  }

  private List<Kind> faults() {
    return List.of(
        new Kind(5, () -> new Action.Kill("central", shortMs(), chance.oneIn(3))),
        new Kind(1, () -> new Action.Stop("central", shortMs())),
        new Kind(3, () -> new Action.Pause("central", pauseMs())),
        new Kind(7, () -> new Action.Kill(engine(), shortMs(), chance.oneIn(3))),
        new Kind(2, () -> new Action.Stop(engine(), shortMs())),
        new Kind(3, () -> new Action.Pause(engine(), pauseMs())),
        new Kind(5, () -> new Action.Kill(monitor(), shortMs(), chance.oneIn(3))),
        new Kind(3, () -> new Action.Pause(monitor(), pauseMs())),
        new Kind(4, () -> new Action.Kill(driver(), shortMs(), false)),
        new Kind(1, () -> new Action.PowerCut(shortMs())),
        new Kind(3, () -> new Action.KafkaAway(shortMs())),
        new Kind(3, () -> new Action.Cut(somebody(), "kafka", shortMs())),
        new Kind(4, () -> new Action.Cut(engine(), monitor(), shortMs())),
        new Kind(4, () -> new Action.Cut(monitor(), "central", shortMs())),
        new Kind(6, () -> new Action.Reset(monitor())),
        new Kind(5, () -> new Action.HalfOpen(monitor(), shortMs())),
        new Kind(3, () -> new Action.HalfOpen("central", shortMs())),
        new Kind(3, () -> new Action.DiskFull(engine(), shortMs())),
        new Kind(1, () -> new Action.DiskFull("central", shortMs())),
        new Kind(3, () -> new Action.ClockJump(somebody(), chance.between(-20_000L, 20_000L))),
        new Kind(3, () -> new Action.InputLags(inputTopic(), shortMs())),
        new Kind(5, () -> new Action.BreakEngine(chargePoint(), shortMs())),
        new Kind(9, () -> new Action.Inject(chargePoint(), injection())));
  }

  /** Long enough that requests are too old when Central is back. */
  private void drawLongOutage() {
    long atMs = chance.between(5_000L, Math.max(5_000L, scenario.loadMs() - 5_000));
    add(atMs, new Action.Kill("central", chance.between(62_000L, 75_000L), false));
    add(atMs + 500, new Action.StrangerAsks(freshId(), stranger(), chargePoint(), 1));
    add(atMs + 900, new Action.Ask(driver(), chargePoint()));
  }

  private String injection() {
    return switch (chance.between(0, 5)) {
      case 0 -> "fault cable torn";
      case 1, 2 -> "recover";
      case 3 -> "freeze " + chance.between(1, 6);
      case 4 -> "slow " + chance.between(0, 3_000);
      default -> "disconnect " + chance.between(0, 7);
    };
  }

  private String garbage() {
    return chance.pick(
        List.of(
            "not JSON",
            "{\"type\":\"StartCharging\"}",
            "{\"type\":\"Nothing\",\"chargePointId\":\"CP-1\"}",
            "[]",
            "{\"type\":\"MeterValue\",\"chargePointId\":\"CP-1\",\"sessionId\":\"x\",\"boot\":1,"
                + "\"sequence\":1,\"energyWh\":-5,\"powerW\":1}"));
  }

  private String freshId() {
    strangeRequests++;
    return "strange-" + strangeRequests;
  }

  private String usedId() {
    return "strange-" + chance.between(1, Math.max(1, strangeRequests));
  }

  private long shortMs() {
    return chance.oneIn(4) ? chance.between(2_000L, 14_000L) : chance.between(20L, 2_500L);
  }

  private long pauseMs() {
    return chance.oneIn(3) ? chance.between(2_000L, 9 * SECOND_MS) : chance.between(50L, 1_500L);
  }

  private String chargePoint() {
    return chance.pick(chargePoints);
  }

  private String anyPlace() {
    return chance.oneIn(8) ? chance.pick(List.of("NOWHERE", "no place!")) : chargePoint();
  }

  private String driver() {
    return chance.pick(drivers);
  }

  private String member() {
    return chance.pick(members);
  }

  private String stranger() {
    return "S" + chance.between(1, STRANGERS);
  }

  private String anybody() {
    return chance.oneIn(2) ? driver() : stranger();
  }

  private String engine() {
    return chargePoint() + " engine";
  }

  private String monitor() {
    return chargePoint() + " monitor";
  }

  private String somebody() {
    return switch (chance.between(0, 3)) {
      case 0 -> "central";
      case 1 -> monitor();
      case 2 -> driver();
      default -> engine();
    };
  }

  private String inputTopic() {
    return (chance.oneIn(2) ? Topic.REQUESTS : Topic.EVENTS).topicName();
  }
}
