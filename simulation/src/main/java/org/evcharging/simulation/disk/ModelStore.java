package org.evcharging.simulation.disk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.evcharging.central.core.Account;
import org.evcharging.central.core.Answer;
import org.evcharging.central.core.Event;
import org.evcharging.central.core.Hold;
import org.evcharging.central.core.HoldOff;
import org.evcharging.central.core.KnownOrder;
import org.evcharging.central.core.KnownRequest;
import org.evcharging.central.core.MoneyAnswer;
import org.evcharging.central.core.MoneyRefusal;
import org.evcharging.central.core.Movement;
import org.evcharging.central.core.OpenSession;
import org.evcharging.central.core.RequestKey;
import org.evcharging.central.core.Site;
import org.evcharging.central.core.Unsettled;
import org.evcharging.central.core.Window;
import org.evcharging.central.store.Batch;
import org.evcharging.central.store.InputPosition;
import org.evcharging.central.store.OutboxRow;
import org.evcharging.central.store.Recovered;
import org.evcharging.central.store.Store;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.message.Topic;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.DenialReason;
import org.evcharging.model.DriverId;
import org.evcharging.model.EndReason;
import org.evcharging.model.Energy;
import org.evcharging.model.Money;
import org.evcharging.model.OperationId;
import org.evcharging.model.Place;
import org.evcharging.model.RequestId;
import org.evcharging.model.SecretHash;
import org.evcharging.model.SessionId;
import org.evcharging.model.SiteName;
import org.evcharging.model.Tariff;
import org.evcharging.model.WindowId;

/**
 * Central's store over the simulated disk: the same promises and the same constraints as SQLite's,
 * without files. Not thread-safe.
 */
public final class ModelStore implements Store {
  private static final String NAME = "simulated-database";

  private final Database disk;
  private final BooleanSupplier isFull;
  private final Recovered recovered;

  /**
   * Opens the database for one more Central.
   *
   * @param isFull whether the disk takes nothing now
   */
  public ModelStore(Database disk, BooleanSupplier isFull) {
    this.disk = disk;
    this.isFull = isFull;
    this.recovered = recover(disk.raiseEpoch());
  }

  @Override
  public Recovered recovered() {
    return recovered;
  }

  private Recovered recover(long epoch) {
    List<OpenSession> open = new ArrayList<>();
    List<Unsettled> unsettled = new ArrayList<>();
    long ended = 0;
    long soldWh = 0;
    long soldCents = 0;
    for (SessionRow row : disk.sessions().values()) {
      if (row.isOpen()) {
        open.add(openSession(row));
      } else if (row.state().equals("ENDED")) {
        ended++;
        soldWh += row.energyWh();
        soldCents += row.amountCents().orElse(0L);
        if (!row.settled().orElse(true)) {
          unsettled.add(
              new Unsettled(
                  facts(row), new Energy(row.energyWh()), new Money(row.amountCents().orElse(0L))));
        }
      }
    }
    return new Recovered(
        NAME,
        epoch,
        disk.chargePoints().values().stream().map(this::chargePoint).toList(),
        open,
        unsettled,
        disk.books().holds().values().stream().map(this::hold).toList(),
        disk.books().holds().values().stream()
            .map(Books.HoldRow::driver)
            .distinct()
            .map(driver -> account(new DriverId(driver)).orElseThrow())
            .toList(),
        disk.positions().values().stream()
            .map(it ->
                new InputPosition(
                    it.topic(), it.partition(), it.topicId(), it.nextOffset(), it.leaderEpoch()))
            .toList(),
        disk.lastOutboxRow(),
        new Recovered.SessionTotals(ended, soldWh, soldCents));
  }

  private Hold hold(Books.HoldRow row) {
    return new Hold(
        new SessionId(row.session()),
        new DriverId(row.driver()),
        new ChargePointId(Objects.requireNonNull(disk.sessions().get(row.session())).chargePoint()),
        new Money(row.cents()));
  }

  private Recovered.StoredChargePoint chargePoint(Database.ChargePointRow row) {
    Set<HoldOff> holdOffs = new LinkedHashSet<>();
    disk.holdOffs(row.id()).forEach(source -> holdOffs.add(new HoldOff(source)));
    return new Recovered.StoredChargePoint(
        new ChargePointId(row.id()),
        new SecretHash(row.secretSalt(), row.secretHash()),
        new Place(row.site(), row.location()),
        new Tariff(row.priceMicrosPerKwh()),
        row.powerW(),
        holdOffs);
  }

  private static OpenSession openSession(SessionRow row) {
    OpenSession.Facts facts = facts(row);
    Energy energy = new Energy(row.energyWh());
    return switch (row.state()) {
      case "REQUESTED" -> new OpenSession.Requested(facts);
      case "AUTHORIZED" -> new OpenSession.Authorized(facts);
      case "CHARGING" -> new OpenSession.Charging(facts, row.startedAt().orElseThrow(), energy, 0);
      default ->
          new OpenSession.Ending(
              facts,
              row.startedAt().orElseThrow(),
              energy,
              0,
              EndReason.valueOf(row.reason().orElseThrow()));
    };
  }

  private static OpenSession.Facts facts(SessionRow row) {
    return new OpenSession.Facts(
        new SessionId(row.id()),
        new RequestId(row.requestId()),
        new DriverId(row.driver()),
        new ChargePointId(row.chargePoint()),
        new Tariff(row.priceMicrosPerKwh()),
        row.requestedAt());
  }

  @Override
  public void commit(Batch batch) throws StoreFailure {
    if (isFull.getAsBoolean()) {
      throw new StoreFailure(NAME + ": the disk is full; make room, then start Central again");
    }
    if (disk.epoch() != recovered.epoch()) {
      throw new StoreFailure(NAME + ": another Central has opened the database");
    }
    BatchWriter writer = new BatchWriter(disk);
    for (Event.Durable event : batch.events()) {
      writer.write(event);
    }
    for (OutboxRow row : batch.outbox()) {
      writer.write(
          new Transaction.Message(
              row.row(), row.epoch(), row.topic().topicName(), row.key(), row.value()));
    }
    for (InputPosition it : batch.positions()) {
      disk.put(
          new Database.PositionRow(
              it.topic(), it.partition(), it.topicId(), it.nextOffset(), it.leaderEpoch()));
    }
    batch.outboxClearedTo().ifPresent(disk::clearOutboxTo);
    disk.committed(writer.transaction());
  }

  @Override
  public Optional<KnownRequest> request(RequestKey key) {
    return disk.request(key.driver().value(), key.requestId().value())
        .map(row -> new KnownRequest(row.contents(), answer(row)));
  }

  private Answer answer(Transaction.RequestRow row) {
    Optional<SessionId> session = row.session().map(SessionId::new);
    return switch (row.answer()) {
      case "REFUSED" ->
          new Answer.Refused(session, DenialReason.valueOf(row.denialReason().orElseThrow()));
      case "STOPPING" -> new Answer.Stopping(session.orElseThrow());
      default -> answerOfSession(session.orElseThrow());
    };
  }

  private Answer answerOfSession(SessionId id) {
    SessionRow session = disk.sessions().get(id.value());
    if (session != null && session.authorized()) {
      return new Answer.Granted(id);
    }
    return session != null && session.state().equals("DENIED")
        ? new Answer.Refused(Optional.of(id), DenialReason.valueOf(session.reason().orElseThrow()))
        : new Answer.Pending(id);
  }

  @Override
  public Optional<Account> account(DriverId driver) {
    Long balanceCents = disk.books().balances().get(driver.value());
    if (balanceCents == null) {
      return Optional.empty();
    }
    Map<SessionId, Money> holds = new HashMap<>();
    for (Books.HoldRow hold : disk.books().holds().values()) {
      if (hold.driver().equals(driver.value())) {
        holds.put(new SessionId(hold.session()), new Money(hold.cents()));
      }
    }
    return Optional.of(new Account(driver, new Money(balanceCents), holds));
  }

  @Override
  public Optional<KnownOrder> order(DriverId driver, OperationId id) {
    return disk.books()
        .order(driver.value(), id.value())
        .map(row -> {
          Money balance = new Money(row.balanceCents());
          return new KnownOrder(
              Movement.valueOf(row.kind()),
              new Money(row.cents()),
              row.refusal()
                  .<MoneyAnswer>map(
                      reason -> new MoneyAnswer.Refused(MoneyRefusal.valueOf(reason), balance))
                  .orElseGet(() -> new MoneyAnswer.Moved(balance)));
        });
  }

  @Override
  public List<Site> sites(Instant now) {
    return disk.places().versions().entrySet().stream()
        .map(site ->
            new Site(
                new SiteName(site.getKey()),
                site.getValue(),
                disk.places().windows().values().stream()
                    .filter(window -> window.site().equals(site.getKey()))
                    .filter(window -> window.to().isAfter(now))
                    .sorted(Comparator.comparing(Places.WindowRow::from))
                    .map(this::window)
                    .toList()))
        .toList();
  }

  private Window window(Places.WindowRow row) {
    Map<DriverId, Window.Booking> bookings = new HashMap<>();
    disk.places()
        .bookings(row.id())
        .forEach((driver, booking) ->
            bookings.put(
                new DriverId(driver),
                new Window.Booking(booking.at(), booking.usedBy().map(SessionId::new))));
    return new Window(
        new WindowId(row.id()),
        row.from(),
        row.to(),
        row.capacity(),
        bookings,
        disk.places().waiting(row.id()).stream().map(DriverId::new).toList());
  }

  @Override
  public List<OutboxRow> outboxAbove(long row, int limit) {
    return disk.outbox().tailMap(row, false).values().stream()
        .limit(limit)
        .map(it -> new OutboxRow(it.row(), it.epoch(), topic(it.topic()), it.key(), it.value()))
        .toList();
  }

  private static Topic topic(String name) {
    for (Topic topic : Topic.values()) {
      if (topic.topicName().equals(name)) {
        return topic;
      }
    }
    throw new IllegalArgumentException("no topic " + name);
  }

  @Override
  public void close() {}
}
