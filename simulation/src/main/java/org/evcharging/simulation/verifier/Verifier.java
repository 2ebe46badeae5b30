package org.evcharging.simulation.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.evcharging.kafka.OutboxRow;
import org.evcharging.message.MalformedMessage;
import org.evcharging.message.MessageCodec;
import org.evcharging.message.NetworkRecord.ChargePointState;
import org.evcharging.message.NetworkRecord.Heartbeat;
import org.evcharging.message.Notification;
import org.evcharging.message.Topic;
import org.evcharging.model.ChargePointStatus;
import org.evcharging.model.DenialReason;
import org.evcharging.model.EndReason;
import org.evcharging.simulation.disk.Books;
import org.evcharging.simulation.disk.ClearingDisk;
import org.evcharging.simulation.disk.Database;
import org.evcharging.simulation.disk.Transaction;
import org.evcharging.simulation.kafka.SimulatedKafka.LogWatcher;
import org.evcharging.simulation.net.Network.FrameWatcher;
import org.evcharging.simulation.world.World;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who looks on from outside: at Kafka's records, the frames between the programs, and what
 * is on the disks, and knows nothing of the programs themselves. Says at once when a promise of the
 * spec is broken, by a {@link Violation}. Not thread-safe.
 */
public final class Verifier implements LogWatcher, FrameWatcher {
  private static final String CENTRAL = "central";
  private static final String NOTHING = "-";

  private final Database disk;
  private final MessageCodec codec = new MessageCodec();
  private final Reports reports = new Reports();
  private final DiskRules diskRules;
  private final MoneyRules moneyRules;
  private final PlaceRules placeRules;
  private final Answers answers;
  private final Settlement settlement;
  private final StatusRules statuses;
  private final Inputs inputs;
  private final ClearingRules clearing;
  private final Rows rows = new Rows();
  private final Map<Long, String> registered = new HashMap<>();
  private final Map<String, String> supplies = new HashMap<>();
  private final Map<DenialReason, Long> denials = new EnumMap<>(DenialReason.class);
  private final Map<EndReason, Long> ends = new EnumMap<>(EndReason.class);
  private long authorized;
  private long expired;

  public Verifier(World world, Database disk, ClearingDisk clearingDisk) {
    this.disk = disk;
    this.diskRules = new DiskRules(world, disk, reports);
    this.moneyRules = new MoneyRules(disk);
    this.placeRules = new PlaceRules(disk);
    this.answers = new Answers(disk);
    this.settlement = new Settlement(disk, answers, reports);
    this.statuses = new StatusRules(world, disk);
    this.inputs = new Inputs(disk);
    this.clearing = new ClearingRules(world, clearingDisk);
    disk.watch(this::committed);
  }

  /** Who looks on at the clearing. */
  public ClearingRules clearing() {
    return clearing;
  }

  /** Central has begun anew. */
  public void centralStarted() {
    diskRules.centralStarted();
    statuses.centralIsFresh();
    statuses.centralStarted();
  }

  /** Central goes on after a pause that it must notice. */
  public void centralPaused(long forNanos) {
    diskRules.centralPaused();
    statuses.centralIsFresh();
    statuses.centralPaused(forNanos);
  }

  /** Kafka is away or out of Central's reach: what is announced may be late. */
  public void kafkaTroubled() {
    statuses.kafkaTroubled();
  }

  /** What is written to Kafka may not reach Central for so long. */
  public void centralHearsLate(long forNanos) {
    diskRules.centralHearsLate(forNanos);
    statuses.centralHearsLate(forNanos);
  }

  /** A line of an Engine's journal is on its disk for good. */
  public void journalled(String line) {
    reports.journalled(line);
  }

  /** A driver's program has begun anew. */
  public void driverStarted(String driver) {
    answers.programStarted(driver);
  }

  /** A driver's program has written down where it reads, or that is lost. */
  public void driverStands(String driver, boolean somewhere) {
    answers.programStands(driver, somewhere);
  }

  /** A driver's program has shown a notification to its driver. */
  public void shown(String driver, Notification notification) {
    answers.shown(driver, notification);
  }

  /** The money desk has answered an order. */
  public void answered(Books.OrderRow told) {
    moneyRules.answered(told);
  }

  /** A driver was told of a place. */
  public void toldOfPlace(String window, String driver) {
    placeRules.toldOfPlace(window, driver);
  }

  /** A driver was told that a window is full. */
  public void toldFull(String window) {
    placeRules.toldFull(window);
  }

  private void committed(Transaction transaction) {
    transaction.messages().forEach(rows::committed);
    diskRules.committed(transaction);
    moneyRules.committed(transaction);
    placeRules.committed(transaction);
    for (Transaction.SessionStep step : transaction.steps()) {
      statuses.diskChanged(step.after().chargePoint());
    }
    transaction.chargePoints().forEach(statuses::diskChanged);
  }

  @Override
  public void appended(
      Topic topic,
      int partition,
      long offset,
      byte[] key,
      byte @Nullable [] value,
      Headers headers) {
    if (value == null) {
      return;
    }
    Optional<OutboxRow> row = OutboxRow.from(headers);
    switch (topic) {
      case REQUESTS -> inputs.asked(partition, offset, value);
      case EVENTS -> {
        inputs.reported(partition, offset, value);
        reports.heard(value);
      }
      case COMMANDS -> {
        requireNumbered(topic, row, value);
        var _ = rows.appended(topic, partition, row, value);
      }
      case DEAD_LETTERS -> {
        requireNumbered(topic, row, value);
        if (rows.appended(topic, partition, row, value)) {
          inputs.putAside(new String(value, UTF_8));
        }
      }
      case NOTIFICATIONS -> {
        if (rows.appended(topic, partition, row, value)) {
          told(value, row.isPresent());
        }
      }
      case NETWORK -> networkTold(value);
    }
  }

  private static void requireNumbered(Topic topic, Optional<OutboxRow> row, byte[] value) {
    if (row.isEmpty()) {
      throw new Violation(
          "nothing is announced that is not on the disk",
          topic.topicName() + " without a row: " + new String(value, UTF_8));
    }
  }

  private void told(byte[] value, boolean numbered) {
    Notification notification;
    try {
      notification = codec.decodeNotification(value);
    } catch (MalformedMessage e) {
      throw new Violation("Central writes what can be read", new String(value, UTF_8));
    }
    answers.told(notification, numbered);
    inputs.told(notification);
    switch (notification) {
      case Notification.Denied it -> {
        placeRules.denied(it.reason());
        denials.merge(it.reason(), 1L, Long::sum);
      }
      case Notification.Ticket it -> ends.merge(it.reason(), 1L, Long::sum);
      case Notification.Authorized _ -> authorized++;
      case Notification.Expired _ -> expired++;
      default -> {
        // Not counted.
      }
    }
  }

  private void networkTold(byte[] value) {
    try {
      switch (codec.decodeNetwork(value)) {
        case ChargePointState state -> statuses.announced(state);
        case Heartbeat heartbeat -> statuses.heartbeat(heartbeat.epoch());
      }
    } catch (MalformedMessage e) {
      throw new Violation("Central writes what can be read", new String(value, UTF_8));
    }
  }

  @Override
  public void lost(Topic topic, int partition, long fromOffset) {
    rows.lost(topic, partition, fromOffset);
    inputs.lost(topic, partition, fromOffset);
  }

  @Override
  public void heard(String at, String from, long connection, String payload) {
    String[] fields = payload.split("#", -1);
    if (at.equals(CENTRAL) && fields[0].equals("REGISTER")) {
      // The impostor has the charge point's id, and not its connection.
      if (from.endsWith(" monitor")) {
        registered.put(connection, fields[1]);
        diskRules.monitorRegistered(fields[1]);
        statuses.registering(fields[1], connection);
      }
    } else if (at.equals(CENTRAL) && fields[0].equals("STATUS")) {
      String chargePoint = registered.get(connection);
      if (chargePoint != null) {
        statuses.lifeSign(chargePoint, connection, fields[1].equals("KO"));
        diskRules.lifeSign(chargePoint, fields[2]);
      }
    } else if (fields[0].equals("OK") && from.endsWith(" engine")) {
      supplies.put(from, fields[1]);
    } else if (fields[0].equals("KO") && from.endsWith(" engine")) {
      supplies.put(from, NOTHING);
    }
  }

  @Override
  public void ended(String at, String from, long connection) {
    if (at.equals(CENTRAL)) {
      statuses.connectionEnded(connection);
    }
  }

  /**
   * What is not as it must be when nothing goes wrong any more and nobody asks for anything; empty
   * if all is.
   *
   * @param withPrograms the drivers that have programs, which must have shown them their tickets
   */
  public Optional<String> unsettled(Set<String> withPrograms) {
    return inputs
        .pending()
        .or(() -> settlement.trouble(withPrograms))
        .or(rows::missing)
        .or(this::unknownSupply)
        .or(clearing::unsettled)
        .or(this::wrongStatus);
  }

  private Optional<String> unknownSupply() {
    return supplies.entrySet().stream()
        .filter(supply -> !supply.getValue().equals(NOTHING))
        .filter(supply -> !disk.openSessions().containsKey(supply.getValue()))
        .findFirst()
        .map(supply -> supply.getKey() + " supplies " + supply.getValue() + ", unknown to Central");
  }

  private Optional<String> wrongStatus() {
    for (String chargePoint : disk.chargePoints().keySet()) {
      ChargePointStatus expected =
          disk.holdOffs(chargePoint).isEmpty()
              ? ChargePointStatus.AVAILABLE
              : ChargePointStatus.OUT_OF_ORDER;
      Optional<ChargePointStatus> status = statuses.lastAnnounced(chargePoint);
      if (!status.equals(Optional.of(expected))) {
        return Optional.of(chargePoint + " should be " + expected + ", is " + status);
      }
    }
    return Optional.empty();
  }

  /** How often each reason was told. */
  public Map<DenialReason, Long> denials() {
    return denials;
  }

  public Map<EndReason, Long> ends() {
    return ends;
  }

  public long authorized() {
    return authorized;
  }

  public long expired() {
    return expired;
  }

  public int tickets() {
    return answers.tickets();
  }
}
