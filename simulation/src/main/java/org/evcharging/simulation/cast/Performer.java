package org.evcharging.simulation.cast;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.evcharging.central.core.Input;
import org.evcharging.central.core.MoneyAnswer;
import org.evcharging.central.core.MoneyOrder;
import org.evcharging.central.core.Movement;
import org.evcharging.central.core.SiteAnswer;
import org.evcharging.central.core.SiteOrder;
import org.evcharging.central.core.SiteRefusal;
import org.evcharging.central.state.OperatorDesk.Order;
import org.evcharging.kafka.KafkaClients;
import org.evcharging.message.MessageCodec;
import org.evcharging.message.Request;
import org.evcharging.message.Topic;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.DriverId;
import org.evcharging.model.Money;
import org.evcharging.model.OperationId;
import org.evcharging.model.RequestId;
import org.evcharging.model.SessionId;
import org.evcharging.model.WindowId;
import org.evcharging.simulation.disk.Books;
import org.evcharging.simulation.disk.SessionRow;
import org.evcharging.simulation.kafka.Access;
import org.evcharging.simulation.net.Ears;
import org.evcharging.simulation.plan.Action;
import org.evcharging.simulation.plan.FaultKind;
import org.evcharging.simulation.world.Chance;
import org.evcharging.simulation.world.Life;
import org.evcharging.simulation.world.Machine;

/** Does what the plan says. What cannot be done, as its program is dead say, is not done. */
public final class Performer {
  private static final long MILLIS = 1_000_000;

  private final Stage stage;
  private final Surroundings around;
  private final Chance chance;
  private final Chance atDesk;
  private final Chance atSite;
  private final MessageCodec codec = new MessageCodec();
  private final Machine strangersMachine;
  private final Life stranger;
  private final KafkaClients strangersClients;
  private final Misfortune misfortune;

  public Performer(Stage stage, Surroundings around) {
    this.stage = stage;
    this.around = around;
    this.chance = around.chance().named("performer");
    this.atDesk = around.chance().named("desk");
    this.atSite = around.chance().named("site");
    this.strangersMachine = new Machine("stranger", around.world(), 0, Duration.ZERO);
    this.stranger = new Life(strangersMachine);
    this.strangersClients =
        new Access(around.kafka(), strangersMachine, stranger, around.mishaps()).clients();
    this.misfortune = new Misfortune(stage, around, chance);
  }

  /** Clients of a program that is none of ours. */
  public KafkaClients strangersClients() {
    return strangersClients;
  }

  public void perform(Action action) {
    around.world().trace("plan", action::toString);
    switch (action) {
      case Action.Fault fault -> misfortune.happen(fault);
      case Action.Ask(var driver, var chargePoint) ->
          stage.driver(driver).ifPresent(it -> it.life().live(() -> it.ask(id(chargePoint))));
      case Action.StopSupply(var driver) ->
          stage.driver(driver).ifPresent(it -> it.life().live(it::stopSupply));
      case Action.AskAtPrompt(var chargePoint, var driver) ->
          stage
              .engine(chargePoint)
              .ifPresent(it -> it.life().live(() -> it.engine().request(new DriverId(driver))));
      case Action.Plug(var chargePoint) ->
          stage.engine(chargePoint).ifPresent(it -> it.life().live(() -> it.engine().plug()));
      case Action.Unplug(var chargePoint) ->
          stage.engine(chargePoint).ifPresent(it -> it.life().live(() -> it.engine().unplug()));
      case Action.StrangerAsks asks -> strangerAsks(asks);
      case Action.StrangerStops stops -> strangerStops(stops);
      case Action.Garbage(var topic, var key, var text) -> {
        around.tally().fault(FaultKind.GARBAGE_SENT);
        write(topic, key, text.getBytes(UTF_8));
      }
      case Action.OperatorStops(var chargePoint) -> order(Order.STOP, chargePoint);
      case Action.OperatorResumes(var chargePoint) -> order(Order.RESUME, chargePoint);
      case Action.OperatorAddsDriver(var driver, var cents) -> addDriver(driver, cents);
      case Action.MoveMoney move -> moveMoney(move);
      case Action.OfferWindow(var window, var beginsInMs, var forMs, var capacity) ->
          stage.onCentral(it -> it.offer(window, beginsInMs, forMs, capacity));
      case Action.Book book -> book(book);
      case Action.LeaveWindow(var window, var driver) ->
          orderPlace(
              new SiteOrder.Leave(
                  Stage.SITE, new WindowId(window), new DriverId(driver), "driver"));
      case Action.AccessRefused() ->
          stage.onCentral(
              it -> it.submit(new Input.AccessRefused("somebody", "tried to stop CP-1")));
      case Action.PriceChanges(var chargePoint, var price) -> {
        stage.price(chargePoint, price);
        stage.monitorRole(chargePoint).ifPresent(role -> misfortune.restart(role, 300));
      }
      case Action.Impostor(var chargePoint) -> impostor(chargePoint);
    }
  }

  private static ChargePointId id(String chargePoint) {
    return new ChargePointId(chargePoint);
  }

  private void order(Order order, String chargePoint) {
    stage.onCentral(it ->
        it.order(
            order,
            id(chargePoint),
            words -> around.world().trace("operator", () -> order + " " + words)));
  }

  private void addDriver(String driver, long cents) {
    stage.onCentral(
        it -> it.submit(new Input.DriverAdded(new DriverId(driver), new Money(cents), "operator")));
  }

  private void moveMoney(Action.MoveMoney move) {
    MoneyOrder order =
        new MoneyOrder(
            new DriverId(move.driver()),
            move.in() ? Movement.TOP_UP : Movement.WITHDRAWAL,
            new Money(move.cents()),
            new OperationId(move.operationId()),
            "desk");
    for (int i = 0; i < move.copies(); i++) {
      if (i > 0) {
        around.tally().fault(FaultKind.ORDER_REPEATED);
      }
      long afterNanos = atDesk.oneIn(2) ? 0 : atDesk.between(0, 9_000 * MILLIS);
      var _ =
          around
              .world()
              .after(
                  afterNanos,
                  () ->
                      stage.onCentral(it ->
                          it.order(
                              order, answer -> around.verifier().answered(told(order, answer)))));
    }
  }

  private void book(Action.Book book) {
    for (int i = 0; i < book.copies(); i++) {
      if (i > 0) {
        around.tally().fault(FaultKind.ORDER_REPEATED);
      }
      long afterNanos = atSite.oneIn(2) ? 0 : atSite.between(0, 2_000 * MILLIS);
      var _ =
          around
              .world()
              .after(
                  afterNanos,
                  () ->
                      orderPlace(
                          new SiteOrder.Join(
                              Stage.SITE,
                              new WindowId(book.window()),
                              new DriverId(book.driver()),
                              book.waits(),
                              "driver")));
    }
  }

  private void orderPlace(SiteOrder order) {
    stage.onCentral(it -> it.order(order, answer -> told(order, answer)));
  }

  private void told(SiteOrder order, SiteAnswer answer) {
    if (order instanceof SiteOrder.Join join) {
      String window = join.window().value();
      if (answer instanceof SiteAnswer.Booked) {
        around.verifier().toldOfPlace(window, join.driver().value());
      } else if (answer.equals(new SiteAnswer.Refused(SiteRefusal.FULL))) {
        around.verifier().toldFull(window);
      }
    }
  }

  private static Books.OrderRow told(MoneyOrder order, MoneyAnswer answer) {
    return new Books.OrderRow(
        order.driver().value(),
        order.id().value(),
        order.movement().name(),
        order.amount().cents(),
        answer instanceof MoneyAnswer.Refused refused
            ? Optional.of(refused.reason().name())
            : Optional.empty(),
        answer.balance().cents());
  }

  private void strangerAsks(Action.StrangerAsks asks) {
    Request request =
        new Request.StartCharging(
            new RequestId(asks.requestId()), asks.driver(), asks.chargePoint());
    for (int i = 0; i < asks.copies(); i++) {
      if (i > 0) {
        around.tally().fault(FaultKind.REQUEST_REPEATED);
      }
      byte[] value = codec.encode(request, Machine.BEGINNING);
      if (chance.oneIn(3)) {
        var _ =
            around
                .world()
                .after(
                    chance.between(0, 9_000 * MILLIS),
                    () -> write(Topic.REQUESTS.topicName(), asks.chargePoint(), value));
      } else {
        write(Topic.REQUESTS.topicName(), asks.chargePoint(), value);
      }
    }
  }

  private void strangerStops(Action.StrangerStops stops) {
    Optional<SessionRow> going =
        around.database().openSessions().values().stream()
            .filter(row -> row.chargePoint().equals(stops.chargePoint()))
            .findFirst()
            .filter(_ -> stops.named());
    Optional<SessionId> session = going.map(SessionRow::id).map(SessionId::new);
    // Half of the time by the driver whose session it is, whoever the plan names.
    Optional<String> owner = going.map(SessionRow::driver);
    String driver = owner.isPresent() && chance.oneIn(2) ? owner.get() : stops.driver();
    Request request =
        new Request.StopCharging(
            new RequestId(stops.requestId()), driver, stops.chargePoint(), session);
    write(
        Topic.REQUESTS.topicName(), stops.chargePoint(), codec.encode(request, Machine.BEGINNING));
  }

  /** A console producer: one record, one client. */
  private void write(String topic, String key, byte[] value) {
    if (around.kafka().hasTopics()) {
      var _ =
          strangersClients
              .producer(Map.of())
              .send(new ProducerRecord<>(topic, key.getBytes(UTF_8), value));
    }
  }

  /** Who registers a charge point first is not its impostor: the secret is theirs. */
  private void impostor(String chargePoint) {
    if (!around.database().chargePoints().containsKey(chargePoint)) {
      return;
    }
    around
        .network()
        .connect(
            stranger,
            strangersMachine,
            "central",
            socket -> {
              var _ =
                  stranger.after(
                      0,
                      () ->
                          socket.send(
                              "REGISTER#"
                                  + chargePoint
                                  + "#wrong secret#"
                                  + Stage.SITE
                                  + "#there#1#1"));
              return new Ears() {
                @Override
                public CompletableFuture<Void> hear(String payload) {
                  return CompletableFuture.completedFuture(null);
                }

                @Override
                public void ended(boolean goodbye, String reason) {}
              };
            },
            _ -> {});
  }

  /** Ends every fault that would end by itself. */
  public void mendAll() {
    misfortune.mendAll();
  }
}
