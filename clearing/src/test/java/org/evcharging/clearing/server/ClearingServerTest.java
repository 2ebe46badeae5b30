package org.evcharging.clearing.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.evcharging.clearing.client.CdrFile;
import org.evcharging.clearing.client.CdrSource;
import org.evcharging.clearing.client.MemberConnection;
import org.evcharging.clearing.client.MemberConnection.Outcome;
import org.evcharging.clearing.client.MemberConnection.Refused;
import org.evcharging.clearing.client.Upload;
import org.evcharging.clearing.core.BadRecord;
import org.evcharging.clearing.core.Cdr;
import org.evcharging.clearing.core.CdrCsv;
import org.evcharging.clearing.core.Statement;
import org.evcharging.clearing.core.Transfer;
import org.evcharging.clearing.state.Completion;
import org.evcharging.clearing.state.Storage;
import org.evcharging.clearing.store.StorageFailure;
import org.evcharging.clearing.store.sqlite.SqliteTables;
import org.evcharging.lock.Locks;
import org.evcharging.model.ClearingPeriod;
import org.evcharging.model.Energy;
import org.evcharging.model.MemberId;
import org.evcharging.model.Money;
import org.evcharging.wire.FramedConnection;
import org.evcharging.wire.MemberToClearing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members upload over real sockets. */
class ClearingServerTest {
  private static final ClearingPeriod NOVEMBER = ClearingPeriod.of("2026-11");
  private static final Instant START = Instant.parse("2026-11-20T18:00:00Z");
  private static final int CDRS = 2_000;
  private static final int BATCH_SIZE = 50;

  private static final List<MemberId> MEMBERS =
      IntStream.rangeClosed(1, 5).mapToObj(i -> new MemberId("OP" + i)).toList();

  @TempDir Path folder;
  private MemberPatience patience = MemberPatience.DEFAULT;
  private Storage storage;
  private ClearingServer server;

  @BeforeEach
  void open() throws IOException, StorageFailure {
    start();
    new Completion(storage, () -> START, Locks.REAL).open(NOVEMBER, new TreeSet<>(MEMBERS));
    restart();
  }

  @AfterEach
  void close() {
    server.close();
    storage.close();
  }

  @Test
  void fiveMembersUploadAtOnceAndTheirStatementsAreWhatTheFilesSay() throws Exception {
    Map<MemberId, Path> files = new HashMap<>();
    Map<MemberId, Long> positions = new HashMap<>();
    for (MemberId member : MEMBERS) {
      files.put(member, file(member, positions));
    }

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Outcome>> all = new ArrayList<>();
      files.forEach((member, file) -> all.add(threads.submit(() -> uploadAndFinish(member, file))));
      List<Outcome> outcomes = new ArrayList<>();
      for (Future<Outcome> one : all) {
        outcomes.add(one.get());
      }
      assertThat(outcomes).filteredOn(it -> it instanceof Outcome.Result).isNotEmpty();
    }

    List<Statement> statements = new ArrayList<>();
    for (MemberId member : MEMBERS) {
      Statement statement = statement(member);
      assertThat(statement.positionCents()).isEqualTo(positions.get(member));
      assertThat(transfersOf(statement)).isEqualTo(statement.positionCents());
      statements.add(statement);
    }
    assertThat(statements.stream().mapToLong(Statement::positionCents).sum()).isZero();
    assertThat(
            statements.stream()
                .flatMap(it -> it.claims().stream())
                .mapToLong(it -> it.cdrs())
                .sum())
        .as("each is in the statements of two")
        .isEqualTo(2L * MEMBERS.size() * CDRS);
  }

  @Test
  void anUploadGoesOnWhereItStopped() throws Exception {
    MemberId member = MEMBERS.getFirst();
    Path file = file(member, new HashMap<>());
    try (MemberConnection connection = connect(member)) {
      List<Long> stored = new ArrayList<>();
      Upload cutOff =
          new Upload(
              CdrFile.open(file, member),
              BATCH_SIZE,
              connection,
              cdrs -> {
                stored.add(cdrs);
                if (stored.size() == 3) {
                  server.close();
                }
              });
      assertThatThrownBy(cutOff::run).isInstanceOf(IOException.class);
    }
    restart();

    try (MemberConnection connection = connect(member)) {
      assertThat(upload(file, BATCH_SIZE, connection)).isEqualTo(CDRS / BATCH_SIZE);
    }
    try (MemberConnection connection = connect(member)) {
      assertThat(upload(file, BATCH_SIZE, connection))
          .as("the same file again stores nothing")
          .isEqualTo(CDRS / BATCH_SIZE);
    }
  }

  @Test
  void anotherFileIsNotTakenForTheRestOfTheFirst() throws Exception {
    MemberId member = MEMBERS.getFirst();
    try (MemberConnection connection = connect(member)) {
      long _ = upload(file(member, new HashMap<>()), BATCH_SIZE, connection);
    }
    Path other = folder.resolve("other.csv");
    Files.writeString(
        other, CdrCsv.HEADER + "\n" + CdrCsv.line(cdr("x", member, MEMBERS.get(1), 5)) + "\n");

    try (MemberConnection connection = connect(member)) {
      assertThatThrownBy(() -> upload(other, BATCH_SIZE, connection))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("is not the beginning of this in batches of 50");
    }
  }

  @Test
  void aBadLineIsNamedAndAfterMendingItTheUploadGoesOn() throws Exception {
    MemberId member = MEMBERS.getFirst();
    MemberId other = MEMBERS.get(1);
    Path file = folder.resolve("bad.csv");
    String good = CdrCsv.line(cdr("1", member, other, 5));
    Files.writeString(
        file, CdrCsv.HEADER + "\n" + good + "\n" + CdrCsv.line(cdr("2", other, member, 5)) + "\n");

    try (MemberConnection connection = connect(member)) {
      assertThatThrownBy(() -> upload(file, 1, connection))
          .isInstanceOf(BadRecord.class)
          .hasMessage("creditor is OP2, uploaded by OP1")
          .matches(e -> ((BadRecord) e).line() == 3);
    }
    Files.writeString(
        file, CdrCsv.HEADER + "\n" + good + "\n" + CdrCsv.line(cdr("2", member, other, 5)) + "\n");
    try (MemberConnection connection = connect(member)) {
      assertThat(upload(file, 1, connection)).isEqualTo(2);
    }
  }

  @Test
  void theStatementOfTheLargestClearingArrives() throws Exception {
    ClearingPeriod december = ClearingPeriod.of("2026-12");
    List<MemberId> all =
        IntStream.rangeClosed(1, Completion.MOST_MEMBERS)
            .mapToObj(i -> new MemberId("M".repeat(33) + i))
            .toList();
    Completion completion = new Completion(storage, () -> START, Locks.REAL);
    assertThat(completion.open(december, new TreeSet<>(all))).isEmpty();
    restart();
    MemberId first = all.getFirst();
    List<MemberId> others = all.subList(1, all.size());
    uploadAndFinish(december, first, others);
    for (MemberId member : others) {
      uploadAndFinish(december, member, List.of(first));
    }

    try (MemberConnection connection =
        MemberConnection.open(address(), december, first, "secret")) {
      Statement statement = ((Outcome.Result) connection.ask()).statement();
      assertThat(statement.claims()).hasSize(2 * others.size());
      assertThat(statement.transfers()).hasSize(others.size());
      assertThat(transfersOf(statement)).isEqualTo(statement.positionCents());
    }
  }

  private void uploadAndFinish(ClearingPeriod period, MemberId member, List<MemberId> debtors)
      throws Exception {
    List<String> lines = new ArrayList<>(List.of(CdrCsv.HEADER));
    for (MemberId debtor : debtors) {
      lines.add(
          CdrCsv.line(
              cdr(
                  "to-" + debtor.value().substring(33),
                  member,
                  debtor,
                  100 * debtors.size() + lines.size())));
    }
    Path file = Files.write(folder.resolve(member + ".csv"), lines);
    try (MemberConnection connection = MemberConnection.open(address(), period, member, "secret")) {
      Outcome _ = connection.finish(upload(file, BATCH_SIZE, connection));
    }
  }

  @Test
  void whoDoesNotSayWhoItIsKeepsNobodysPlace() throws Exception {
    patience = new MemberPatience(Duration.ofMillis(100), Duration.ofMinutes(10));
    restart();
    try (MemberConnection known = connect(MEMBERS.getFirst());
        FramedConnection silent = FramedConnection.connect(address(), Duration.ofSeconds(5))) {
      assertThat(silent.receive()).as("hung up on").isEmpty();
      assertThat(silent.saidGoodbye()).isTrue();
      assertThat(known.ask()).isEqualTo(new Outcome.NotYet(MEMBERS));
    }
  }

  @Test
  void whoHasNothingToSayIsHungUpOnToo() throws Exception {
    patience = new MemberPatience(Duration.ofMinutes(10), Duration.ofMillis(100));
    restart();
    try (FramedConnection idle = FramedConnection.connect(address(), Duration.ofSeconds(5))) {
      assertThat(ask(idle, new MemberToClearing.Member(NOVEMBER, MEMBERS.getFirst(), "secret")))
          .startsWith("WELCOME");
      assertThat(idle.receive()).as("hung up on").isEmpty();
    }
  }

  @Test
  void theFirstSecretIsTheOneThatCounts() throws Exception {
    connect(MEMBERS.getFirst()).close();

    assertThatThrownBy(
            () -> MemberConnection.open(address(), NOVEMBER, MEMBERS.getFirst(), "another"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("that is not the secret that OP1 came with first");
    assertThatThrownBy(() -> MemberConnection.open(address(), NOVEMBER, new MemberId("X"), "s"))
        .isInstanceOf(Refused.class);
  }

  @Test
  void whoAsksEarlyHearsWhoIsMissing() throws Exception {
    try (MemberConnection connection = connect(MEMBERS.getFirst())) {
      assertThat(connection.ask()).isEqualTo(new Outcome.NotYet(MEMBERS));
      assertThat(connection.finish(0))
          .isEqualTo(new Outcome.NotYet(MEMBERS.subList(1, MEMBERS.size())));
    }
  }

  @Test
  void aRecordMayBeLongerThanAFrame() throws Exception {
    MemberId member = MEMBERS.getFirst();
    String record = "0".repeat(9_000) + "7";
    String good = CdrCsv.line(cdr("1", member, MEMBERS.get(1), 5)).replace(",5", "," + record);

    try (FramedConnection raw = FramedConnection.connect(address(), Duration.ofSeconds(5))) {
      ask(raw, new MemberToClearing.Member(NOVEMBER, member, "secret"));
      raw.send(new MemberToClearing.Batch(1, 1, 3, List.of("", good.substring(0, 50))).payload());
      assertThat(ask(raw, new MemberToClearing.Batch(1, 3, 3, List.of("x"))))
          .isEqualTo("REFUSED#batch 1: part 3 does not fit, or is too much");

      raw.send(new MemberToClearing.Batch(1, 1, 3, List.of(good.substring(0, 50))).payload());
      raw.send(new MemberToClearing.Batch(1, 2, 3, List.of(good.substring(50, 8_000))).payload());
      assertThat(ask(raw, new MemberToClearing.Batch(1, 3, 3, List.of(good.substring(8_000), "2"))))
          .as("the first was read")
          .isEqualTo("BAD_RECORD#1#2#number of columns is 1, not 7: " + CdrCsv.HEADER);
    }
  }

  @Tag("long")
  @Test
  void aMillionCdrsInAPeriod() throws Exception {
    int each = 200_000;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Long>> all = new ArrayList<>();
      MEMBERS.forEach(member -> all.add(threads.submit(() -> uploadMany(member, each))));
      for (Future<Long> one : all) {
        assertThat(one.get()).isEqualTo(each);
      }
    }

    for (MemberId member : MEMBERS) {
      Statement statement = statement(member);
      assertThat(statement.claims().stream().mapToLong(it -> it.cdrs()).sum()).isEqualTo(2L * each);
      assertThat(statement.positionCents()).as("all claim the same").isZero();
    }
  }

  /** The same number for each of the others, a cent each. */
  private long uploadMany(MemberId member, int count) throws Exception {
    List<MemberId> others = MEMBERS.stream().filter(it -> !it.equals(member)).toList();
    CdrSource source =
        new CdrSource() {
          private int next;

          @Override
          public Optional<Cdr> next() {
            return next == count
                ? Optional.empty()
                : Optional.of(cdr("c-" + next, member, others.get(next++ % others.size()), 1));
          }

          @Override
          public long line() {
            return next;
          }

          @Override
          public void close() {
            // There is nothing to close.
          }
        };
    try (MemberConnection connection = connect(member)) {
      Upload upload = new Upload(source, 1_000, connection, _ -> {});
      upload.run();
      Outcome _ = connection.finish(upload.batches());
      return upload.cdrs();
    }
  }

  private static String ask(FramedConnection raw, MemberToClearing question) throws IOException {
    raw.send(question.payload());
    return raw.receive().orElseThrow();
  }

  private static long upload(Path file, int batchSize, MemberConnection connection)
      throws IOException, BadRecord, Refused {
    try (CdrFile cdrs = CdrFile.open(file, connection.member())) {
      Upload upload = new Upload(cdrs, batchSize, connection, _ -> {});
      upload.run();
      return upload.batches();
    }
  }

  private Outcome uploadAndFinish(MemberId member, Path file) throws Exception {
    try (MemberConnection connection = connect(member)) {
      return connection.finish(upload(file, BATCH_SIZE, connection));
    }
  }

  private Statement statement(MemberId member) throws Exception {
    try (MemberConnection connection = connect(member)) {
      return ((Outcome.Result) connection.ask()).statement();
    }
  }

  private static long transfersOf(Statement statement) {
    return statement.transfers().stream().mapToLong(it -> signed(it, statement.member())).sum();
  }

  private static long signed(Transfer transfer, MemberId member) {
    return transfer.to().equals(member) ? transfer.cents() : -transfer.cents();
  }

  /** A file of a member's, and what it does to everybody's position. */
  private Path file(MemberId member, Map<MemberId, Long> positions) throws IOException {
    Random random = new Random(member.hashCode());
    List<MemberId> others = MEMBERS.stream().filter(it -> !it.equals(member)).toList();
    StringBuilder lines = new StringBuilder(CdrCsv.HEADER).append('\n');
    for (int i = 0; i < CDRS; i++) {
      Cdr cdr = cdr("c-" + i, member, others.get(random.nextInt(4)), random.nextInt(5_000));
      positions.merge(member, cdr.amount().cents(), Long::sum);
      positions.merge(cdr.debtor(), -cdr.amount().cents(), Long::sum);
      lines.append(CdrCsv.line(cdr)).append('\n');
    }
    return Files.writeString(folder.resolve(member + ".csv"), lines);
  }

  private static Cdr cdr(String id, MemberId creditor, MemberId debtor, long cents) {
    return new Cdr(
        id, creditor, debtor, START, START.plusSeconds(600), new Energy(1_000), new Money(cents));
  }

  private MemberConnection connect(MemberId member) throws Exception {
    return MemberConnection.open(address(), NOVEMBER, member, "secret of " + member);
  }

  private InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
  }

  private void restart() throws IOException, StorageFailure {
    close();
    start();
  }

  private void start() throws IOException, StorageFailure {
    storage = new Storage(SqliteTables.open(folder.resolve("clearing.db")), Locks.REAL);
    server =
        ClearingServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            storage,
            new Completion(storage, () -> START, Locks.REAL),
            patience,
            line -> {
              throw new AssertionError(line);
            });
  }
}
