package org.evcharging.simulation.cast;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.evcharging.central.CentralParts;
import org.evcharging.central.core.Decision.Reply;
import org.evcharging.central.core.Input;
import org.evcharging.central.core.MoneyAnswer;
import org.evcharging.central.core.MoneyOrder;
import org.evcharging.central.core.NetworkPolicy;
import org.evcharging.central.core.SiteAnswer;
import org.evcharging.central.core.SiteOrder;
import org.evcharging.central.journal.Committed;
import org.evcharging.central.journal.Journal;
import org.evcharging.central.journal.JournalOptions;
import org.evcharging.central.journal.Lane;
import org.evcharging.central.kafka.CentralWatch;
import org.evcharging.central.kafka.ForeignCentral;
import org.evcharging.central.kafka.InputReader;
import org.evcharging.central.kafka.KafkaAccess;
import org.evcharging.central.kafka.Topics;
import org.evcharging.central.state.BookingDesk;
import org.evcharging.central.state.OperatorDesk.Order;
import org.evcharging.central.state.Receipt;
import org.evcharging.central.store.ContradictedMemory;
import org.evcharging.central.store.SetAside;
import org.evcharging.central.store.Store;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.message.Topic;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.SessionId;
import org.evcharging.model.WindowId;
import org.evcharging.simulation.kafka.Access;
import org.evcharging.simulation.net.Socket;
import org.evcharging.simulation.verifier.Violation;
import org.evcharging.simulation.world.Chance;
import org.evcharging.simulation.world.Life;
import org.evcharging.simulation.world.LifeScheduler;
import org.evcharging.simulation.world.Loop;
import org.evcharging.simulation.world.Machine;

/** A life of Central: the real parts, with loops where its threads are. */
final class SimulatedCentral implements Program {
  private static final long MILLIS = 1_000_000;
  private static final long TRY_AGAIN_NANOS = 100 * MILLIS;
  private static final long LOOK_NANOS = 20 * MILLIS;
  private static final long IDLE_WRITE_NANOS = 1_000 * MILLIS;
  private static final Duration READER_IDLE = Duration.ofMillis(200);
  private static final Duration SENDER_IDLE = Duration.ofMillis(100);

  /** So few that they run out now and then. */
  private static final int FEW_PERMITS = 12;

  private final Machine machine;
  private final Life life;
  private final Surroundings around;
  private final Runnable end;
  private final Chance chance;
  private final CentralParts parts;
  private final Journal journal;
  private final Access kafka;
  private final JournalRoom room;
  private final Map<Topic, Loop> readers = new EnumMap<>(Topic.class);
  private final Set<Topic> lagging = new LinkedHashSet<>();
  private Optional<CentralWatch> watch = Optional.empty();
  private Optional<CentralParts.Begun> begun = Optional.empty();
  private Optional<Loop> publisher = Optional.empty();
  private long seenBacklog;
  private boolean justPublished;
  private long handedOn;
  private boolean writing;

  /**
   * @param store opened for this life alone
   * @param end told, when it cannot go on, that its process has ended
   */
  SimulatedCentral(
      Machine machine,
      Store store,
      NetworkPolicy policy,
      Surroundings around,
      Chance chance,
      Runnable end) {
    this.machine = machine;
    this.life = new Life(machine);
    this.around = around;
    this.end = end;
    this.chance = chance;
    this.kafka = new Access(around.kafka(), machine, life, around.mishaps());
    life.trace(() -> "starts, epoch " + store.recovered().epoch());
    try {
      this.parts = new CentralParts(store, nothingSetAside(), policy, surroundings());
    } catch (StoreFailure e) {
      throw new IllegalStateException(e);
    }
    this.journal = parts.journal();
    this.room = new JournalRoom(journal, life);
    life.afterEach(this::look);
    tryToBegin();
  }

  private static SetAside nothingSetAside() {
    return SetAside.beside(Path.of("no-such-folder", "simulated.db"));
  }

  private org.evcharging.central.Surroundings surroundings() {
    JournalOptions options =
        new JournalOptions(
            around.delays().isCalm() ? JournalOptions.DEFAULT.permits() : FEW_PERMITS,
            5,
            JournalOptions.DEFAULT.unwrittenFor());
    return new org.evcharging.central.Surroundings(
        life.clocks(),
        new KafkaAccess(
            Access.BOOTSTRAP,
            kafka.clients(this::wakeReaders, this::recordsToTake),
            kafka.tails(),
            this::topics),
        around.delays().isCalm() ? JournalOptions.DEFAULT : options,
        completion -> life.after(around.delays().scheduling(), completion),
        decision -> room.whenThere(Lane.NORMAL, decision),
        new LifeScheduler(life),
        () -> new SessionId("s" + chance.hex(12)),
        () -> chance.hex(32),
        words -> life.trace(() -> words),
        line -> life.after(0, () -> fail(line)));
  }

  private Topics topics() {
    if (!around.kafka().isReachableFrom(machine)) {
      throw new TimeoutException("Kafka does not answer");
    }
    around.kafka().makeTopics();
    Map<Topic, Topics.Facts> facts = new EnumMap<>(Topic.class);
    for (Topic topic : Topic.values()) {
      facts.put(
          topic,
          new Topics.Facts(
              around.kafka().topicId(topic.topicName()), around.kafka().partitionCount()));
    }
    return Topics.of(facts);
  }

  /** How many records may be decided now without waiting. */
  private int recordsToTake() {
    int most = journal.room(Lane.NORMAL);
    return around.delays().isCalm() ? Math.min(most, 500) : Math.min(most, chance.between(1, 5));
  }

  private void tryToBegin() {
    try {
      Topics topics = topics();
      if (watch.isEmpty()) {
        watch = Optional.of(parts.watch());
      }
      if (watch.get().isAlone()) {
        begin(parts.begin(topics));
        return;
      }
    } catch (ForeignCentral | StoreFailure e) {
      fail(String.valueOf(e.getMessage()));
      return;
    } catch (KafkaException e) {
      life.trace(() -> "waits for Kafka: " + e.getMessage());
    }
    var _ = life.after(TRY_AGAIN_NANOS, this::tryToBegin);
  }

  private void begin(CentralParts.Begun all) {
    begun = Optional.of(all);
    publisher =
        Optional.of(
            new Loop(
                life,
                SENDER_IDLE,
                patience -> {
                  Duration pause = all.publisher().step(patience);
                  seenBacklog = all.publisher().backlog();
                  justPublished = true;
                  return pause;
                }));
    var _ = new Loop(life, SENDER_IDLE, all.feed());
    for (InputReader reader : all.inputs().readers()) {
      readers.put(reader.topic(), new Loop(life, READER_IDLE, patience -> read(reader, patience)));
    }
    writeNowAndThen();
    listenWhenRead(all, life.clocks().nanos() + CentralParts.READING.toNanos());
  }

  private void listenWhenRead(CentralParts.Begun all, long atLatestNanos) {
    if (!hasRead(all) && life.clocks().nanos() < atLatestNanos) {
      var _ = life.after(LOOK_NANOS, () -> listenWhenRead(all, atLatestNanos));
      return;
    }
    MonitorEntrance entrance = new MonitorEntrance(parts.admission(), room, life);
    around.network().listen(life, machine, "central", entrance::accept);
    var _ = new Loop(life, SENDER_IDLE, all.deadlines());
    around.verifier().centralStarted();
    life.trace(() -> "is ready");
  }

  private static boolean hasRead(CentralParts.Begun all) {
    try {
      return all.inputs().awaitCaughtUp(Duration.ZERO);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts anybody here", e);
    }
  }

  private Duration read(InputReader reader, Duration patience) throws InterruptedException {
    if (lagging.contains(reader.topic()) || !room.isThere(Lane.NORMAL)) {
      return Duration.ZERO;
    }
    return reader.step(patience);
  }

  /** Reads nothing of a topic for a while. */
  void lag(Topic topic, long forNanos) {
    lagging.add(topic);
    var _ =
        life.after(
            forNanos,
            () -> {
              lagging.remove(topic);
              wakeReaders();
            });
  }

  /** Reads all topics again. */
  void lagNoMore() {
    lagging.clear();
    wakeReaders();
  }

  private void wakeReaders() {
    readers.values().forEach(reader -> reader.wake(around.delays().network()));
  }

  /** Looks whether the journal and the publisher have something to do. */
  private void look() {
    if (journal.halted().isPresent()) {
      throw new Violation("memory never contradicts itself", journal.halted().get().line());
    }
    if (!writing && journal.appended() > handedOn && begun.isPresent()) {
      writing = true;
      var _ = life.after(around.delays().scheduling(), this::write);
    }
    if (begun.isPresent()) {
      long backlog = begun.get().publisher().backlog();
      if (backlog > 0 && (!justPublished || backlog > seenBacklog)) {
        publisher.ifPresent(it -> it.wake(around.delays().scheduling()));
      }
      justPublished = false;
    }
  }

  private void writeNowAndThen() {
    var _ =
        life.after(
            IDLE_WRITE_NANOS,
            () -> {
              if (!writing) {
                writing = true;
                write();
              }
              writeNowAndThen();
            });
  }

  /**
   * Commits at once; who waits for it hears of it when the disk says so, if Central still lives.
   */
  private void write() {
    Optional<Committed> committed;
    try {
      committed = journal.write();
    } catch (ContradictedMemory e) {
      throw new Violation("memory and database agree", e.line());
    } catch (StoreFailure e) {
      fail(e.line());
      return;
    }
    if (committed.isEmpty()) {
      writing = false;
      return;
    }
    var _ = life.after(around.delays().disk(), () -> handOn(committed.get()));
  }

  private void handOn(Committed committed) {
    handedOn += committed.entries().size();
    journal.handOn(committed);
    writing = false;
    wakeReaders();
  }

  private void fail(String line) {
    if (life.isAlive()) {
      life.trace(() -> "stops: " + line);
      end.run();
    }
  }

  /** An operator's order, by whichever screen. */
  void order(Order order, ChargePointId chargePoint, Consumer<String> words) {
    var _ =
        parts
            .orders()
            .order(order, chargePoint, "operator")
            .thenAccept(result -> words.accept(result.acknowledgement().toString()));
  }

  /** An input of the HTTP API's. */
  void submit(Input input) {
    room.whenThere(
        Lane.NORMAL,
        () -> {
          try {
            var _ = parts.network().submit(input);
          } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts anybody here", e);
          }
        });
  }

  /** An order of the money desk's; the answer is told when it may be. */
  void order(MoneyOrder order, Consumer<MoneyAnswer> answer) {
    room.whenThere(
        Lane.NORMAL,
        () -> {
          try {
            Receipt receipt = parts.accounts().order(order);
            if (receipt.reply() instanceof Reply.MoneyOrdered(MoneyAnswer decided)) {
              var _ = receipt.committed().thenRun(() -> answer.accept(decided));
            }
          } catch (InterruptedException | StoreFailure e) {
            throw new IllegalStateException("the model neither waits nor fails to be read", e);
          }
        });
  }

  /** An operator offers places; when is by Central's own clock, as a person there would mean it. */
  void offer(String window, long beginsInMs, long forMs, int capacity) {
    Instant from = life.clocks().instant().truncatedTo(ChronoUnit.MILLIS).plusMillis(beginsInMs);
    order(
        new SiteOrder.Offer(
            Stage.SITE, new WindowId(window), from, from.plusMillis(forMs), capacity, "operator"),
        _ -> {});
  }

  /** An order to the site; the answer is told when it may be. */
  void order(SiteOrder order, Consumer<SiteAnswer> answer) {
    room.whenThere(
        Lane.NORMAL,
        () -> {
          try {
            BookingDesk.Outcome outcome = parts.bookings().order(order);
            var _ = outcome.committed().thenRun(() -> answer.accept(outcome.answer()));
          } catch (InterruptedException | StoreFailure e) {
            throw new IllegalStateException("the model neither waits nor fails to be read", e);
          }
        });
  }

  /** Whether everything has begun. */
  boolean isRunning() {
    return begun.isPresent();
  }

  @Override
  public Life life() {
    return life;
  }

  /**
   * Lets what is in hand reach the disk; what does not reach Kafka is sent after the next start.
   */
  @Override
  public void stop() {
    if (begun.isPresent()) {
      around.network().socketsOf(machine.name()).forEach(Socket::close);
      if (!writing) {
        write();
      }
    }
  }
}
