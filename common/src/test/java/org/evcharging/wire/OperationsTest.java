package org.evcharging.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.Energy;
import org.evcharging.model.Health;
import org.evcharging.model.Place;
import org.evcharging.model.SessionId;
import org.evcharging.model.Supply;
import org.evcharging.model.Tariff;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OperationsTest {
  private static final ChargePointId MAD_01 = new ChargePointId("MAD-01");
  private static final Place GRAN_VIA = new Place("Madrid", "Gran Vía 1");
  private static final Tariff QUARTER = new Tariff(250_000);
  private static final Optional<Supply> SUPPLY =
      Optional.of(new Supply(new SessionId("s-1"), new Energy(1250)));

  static Stream<Arguments> monitorToCentral() {
    return Stream.of(
        Arguments.of(
            register("s3cret", GRAN_VIA, OptionalLong.of(22_000)),
            "REGISTER#MAD-01#s3cret#Madrid#Gran Vía 1#250000#22000"),
        Arguments.of(
            register("a#b\\c", new Place("Madrid", ""), OptionalLong.empty()),
            "REGISTER#MAD-01#a\\#b\\\\c#Madrid#-#250000#-"),
        Arguments.of(status(new Health.Ok(), Optional.empty()), "STATUS#OK#-#-#-"),
        Arguments.of(status(new Health.Ok(), SUPPLY), "STATUS#OK#s-1#1250#-"),
        Arguments.of(status(new Health.Ko(""), Optional.empty()), "STATUS#KO#-#-#-"),
        Arguments.of(status(new Health.Ko("no #2"), SUPPLY), "STATUS#KO#s-1#1250#no \\#2"),
        Arguments.of(new MonitorToCentral.Done("c-17"), "DONE#c-17"),
        Arguments.of(new MonitorToCentral.Failed("c-17", "asleep"), "FAILED#c-17#asleep"),
        Arguments.of(new MonitorToCentral.Refused("what?"), "REFUSED#what?"));
  }

  static Stream<Arguments> centralToMonitor() {
    return Stream.of(
        Arguments.of(
            new CentralToMonitor.Registered(MAD_01, Registration.FIRST), "REGISTERED#MAD-01#FIRST"),
        Arguments.of(
            new CentralToMonitor.Registered(MAD_01, Registration.AGAIN), "REGISTERED#MAD-01#AGAIN"),
        Arguments.of(new CentralToMonitor.Refused("wrong secret"), "REFUSED#wrong secret"),
        Arguments.of(new CentralToMonitor.Stop("c-17"), "STOP#c-17"),
        Arguments.of(new CentralToMonitor.Resume("c-18"), "RESUME#c-18"));
  }

  static Stream<Arguments> monitorToEngine() {
    return Stream.of(
        Arguments.of(new MonitorToEngine.Hello(MAD_01), "HELLO#MAD-01"),
        Arguments.of(new MonitorToEngine.CheckHealth(), "HEALTH"),
        Arguments.of(new MonitorToEngine.Stop("c-17"), "STOP#c-17"),
        Arguments.of(new MonitorToEngine.Resume("c-18"), "RESUME#c-18"),
        Arguments.of(new MonitorToEngine.Central(Reachability.UP), "CENTRAL#UP"),
        Arguments.of(new MonitorToEngine.Central(Reachability.DOWN), "CENTRAL#DOWN"),
        Arguments.of(new MonitorToEngine.Fault("loose cable"), "FAULT#loose cable"),
        Arguments.of(new MonitorToEngine.Fault(""), "FAULT#-"),
        Arguments.of(new MonitorToEngine.Recover(), "RECOVER"),
        Arguments.of(new MonitorToEngine.Freeze(5), "FREEZE#5"),
        Arguments.of(new MonitorToEngine.Slow(250), "SLOW#250"),
        Arguments.of(new MonitorToEngine.Refused("what?"), "REFUSED#what?"));
  }

  static Stream<Arguments> engineToMonitor() {
    return Stream.of(
        Arguments.of(new EngineToMonitor.Ready(MAD_01), "READY#MAD-01"),
        Arguments.of(new EngineToMonitor.Ok(Optional.empty()), "OK#-#-"),
        Arguments.of(new EngineToMonitor.Ok(SUPPLY), "OK#s-1#1250"),
        Arguments.of(new EngineToMonitor.Ko("loose cable"), "KO#loose cable"),
        Arguments.of(new EngineToMonitor.Ko(""), "KO#-"),
        Arguments.of(new EngineToMonitor.Done("c-17"), "DONE#c-17"),
        Arguments.of(new EngineToMonitor.Failed("c-17", "asleep"), "FAILED#c-17#asleep"),
        Arguments.of(new EngineToMonitor.Refused("I am MAD-02"), "REFUSED#I am MAD-02"));
  }

  @ParameterizedTest
  @MethodSource
  void monitorToCentral(MonitorToCentral operation, String payload) throws Exception {
    assertThat(operation.payload()).isEqualTo(payload);
    assertThat(MonitorToCentral.parse(payload)).isEqualTo(operation);
  }

  @ParameterizedTest
  @MethodSource
  void centralToMonitor(CentralToMonitor operation, String payload) throws Exception {
    assertThat(operation.payload()).isEqualTo(payload);
    assertThat(CentralToMonitor.parse(payload)).isEqualTo(operation);
  }

  @ParameterizedTest
  @MethodSource
  void monitorToEngine(MonitorToEngine operation, String payload) throws Exception {
    assertThat(operation.payload()).isEqualTo(payload);
    assertThat(MonitorToEngine.parse(payload)).isEqualTo(operation);
  }

  @ParameterizedTest
  @MethodSource
  void engineToMonitor(EngineToMonitor operation, String payload) throws Exception {
    assertThat(operation.payload()).isEqualTo(payload);
    assertThat(EngineToMonitor.parse(payload)).isEqualTo(operation);
  }

  @Test
  void powerMayBeMissing() throws Exception {
    assertThat(MonitorToCentral.parse("REGISTER#MAD-01#s3cret#Madrid#Gran Vía 1#250000"))
        .isEqualTo(register("s3cret", GRAN_VIA, OptionalLong.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "GET / HTTP/1.1|unknown operation \"GET / HTTP/1.1\"",
        "''|unknown operation \"\"",
        "DONE|DONE has 0 fields; its form is DONE#commandId",
        "DONE#-|DONE has no commandId",
        "DONE#a#b|DONE has 2 fields; its form is DONE#commandId",
        "DONE#a\\b|a \\ in a field stands before neither # nor \\: \"DONE#a\\b\"",
        "DONE#a\\|a \\ in a field stands before neither # nor \\: \"DONE#a\\\"",
        "STATUS#FINE#-#-#-|STATUS: health is neither OK nor KO",
        "STATUS#OK#s 1#5#-|STATUS: session id \"s 1\" is not 1 to 36 of the characters A-Z a-z 0-9 . _ -",
        "STATUS#OK#s-1#-#-|STATUS has no energyWh",
        "STATUS#OK#s-1#0.5#-|STATUS: energyWh is not a whole number: \"0.5\"",
        "STATUS#OK#s-1#-5#-|STATUS: -5 Wh is not between 0 and",
        "REGISTER#all#s#Madrid#-#1#-|REGISTER: charge point id \"all\" is reserved for commands",
        "REGISTER#A\\#B#s#Madrid#-#1#-|REGISTER: charge point id \"A#B\" is not 1 to 36 of the characters A-Z a-z 0-9 . _ -",
        "REGISTER#A#-#Madrid#-#1#-|REGISTER: secret is missing",
        "REGISTER#A#s#-#-#1#-|REGISTER: site has no name",
        "REGISTER#A#s#Madrid#-#-#-|REGISTER has no priceMicros",
        "REGISTER#A#s#Madrid#-#1#-7|REGISTER: power of -7 W is negative",
        "REGISTER#A|REGISTER has 1 fields; its form is REGISTER#id#secret#site#location#priceMicros#powerW",
      })
  void whatIsNotAnOperationIsSaidInOneLine(String payload, String message) {
    assertThatThrownBy(() -> MonitorToCentral.parse(payload))
        .isInstanceOf(MalformedFrame.class)
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CENTRAL#SIDEWAYS|CENTRAL: which is unknown: \"SIDEWAYS\"",
        "FREEZE#-1|FREEZE: seconds is not between 0 and 1000000: -1",
        "SLOW#99999999999|SLOW: millis is not between 0 and 1000000: 99999999999",
        "HEALTH#now|HEALTH has 1 fields; its form is HEALTH",
        "HELLO#|HELLO: charge point id \"\" is not 1 to 36 of the characters A-Z a-z 0-9 . _ -",
      })
  void engineHearsNonsenseInOneLine(String payload, String message) {
    assertThatThrownBy(() -> MonitorToEngine.parse(payload))
        .isInstanceOf(MalformedFrame.class)
        .hasMessage(message);
  }

  @Test
  void anyFieldSurvivesEscaping() throws Exception {
    List<String> alphabet = List.of("#", "\\", "-", "a", " ", "í", "🔌", "\\#", "##", "OK");
    for (int seed = 0; seed < 5_000; seed++) {
      Random random = new Random(seed);
      String[] fields =
          random
              .ints(random.nextInt(6), 0, 8)
              .mapToObj(length -> text(random, alphabet, length))
              .toArray(String[]::new);

      Fields read = Fields.of(Fields.join("OP", fields));

      assertThat(read.operation()).as("seed %d", seed).isEqualTo("OP");
      assertThat(read.count()).as("seed %d", seed).isEqualTo(fields.length);
      for (int i = 0; i < fields.length; i++) {
        assertThat(read.text(i))
            .as("seed %d", seed)
            .isEqualTo(fields[i].equals("-") ? "" : fields[i]);
      }
    }
  }

  @Test
  void controlCharactersAndLongTextNeverMakeAFrameImpossible() {
    String nasty = "line one\nline two\t" + "#\\é".repeat(5_000);

    String payload = new EngineToMonitor.Ko(nasty).payload();

    assertThat(payload).startsWith("KO#line one line two ");
    assertThat(Framing.frame(payload).length).isLessThan(Framing.MAX_PAYLOAD_BYTES);
  }

  @Test
  void secretStaysOutOfLogs() {
    assertThat(register("s3cret", GRAN_VIA, OptionalLong.empty()).toString())
        .doesNotContain("s3cret");
  }

  private static String text(Random random, List<String> alphabet, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(alphabet.get(random.nextInt(alphabet.size())));
    }
    return text.toString();
  }

  private static MonitorToCentral register(String secret, Place place, OptionalLong powerW) {
    return new MonitorToCentral.Register(MAD_01, secret, place, QUARTER, powerW);
  }

  private static MonitorToCentral status(Health health, Optional<Supply> supply) {
    return new MonitorToCentral.Status(health, supply);
  }
}
