package org.evcharging.central.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.evcharging.model.SessionId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SessionRoutesTest {
  @TempDir Path folder;
  private ApiScene scene;

  @BeforeEach
  void open() throws Exception {
    scene = new ApiScene(folder);
    scene.connected("MAD-01", "Madrid", 1).connected("MAD-02", "Madrid", 2);
    scene.admitted("D1").admitted("D2");
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void sessionHasEverythingItsTicketSays() throws Exception {
    SessionId session = wholeSession("r1");

    JsonNode story = scene.json("/api/sessions/" + session);

    assertThat(story.get("driverId").asString()).isEqualTo("D1");
    assertThat(story.get("chargePointId").asString()).isEqualTo("MAD-01");
    assertThat(story.get("state").asString()).isEqualTo("ENDED");
    assertThat(story.get("endReason").asString()).isEqualTo("UNPLUGGED");
    assertThat(story.get("energyWh").asLong()).isEqualTo(4_200);
    assertThat(story.get("amountCents").asLong()).isEqualTo(105);
    assertThat(story.get("settled").asBoolean()).isTrue();
    assertThat(story.has("denialReason")).isFalse();
  }

  @Test
  void timelineTellsEveryMessageAndDecisionInOrder() throws Exception {
    SessionId session = wholeSession("r1");

    JsonNode timeline = scene.json("/api/sessions/" + session).get("timeline");

    assertThat(words(timeline))
        .containsExactly(
            "StartCharging r1 @ ev.requests/5@0: SessionRequested, HOLD 2000 cents -> Step RECEIVED,"
                + " Step CHECKING, Authorize, Step ASKING_CHARGE_POINT",
            "Confirmed boot 3 sequence 1 @ ev.events/5@1: SessionAuthorized -> Granted, Authorized",
            "Started boot 3 sequence 2 @ ev.events/5@2: SessionStarted -> Step CHARGING",
            "Ended UNPLUGGED 4200 Wh boot 3 sequence 5 @ ev.events/5@5: SessionEnded UNPLUGGED 4200"
                + " Wh 105 cents, CAPTURE 105 cents, RELEASE 1895 cents -> Ended UNPLUGGED,"
                + " Ticket");
    assertThat(timeline.get(3).get("readings"))
        .hasToString("{\"count\":2,\"firstWh\":1000,\"lastWh\":4000}");
    assertThat(timeline.get(0).get("firstRow").asLong()).isEqualTo(1);
    assertThat(timeline.get(1).get("firstRow").asLong()).isEqualTo(5);
  }

  @Test
  void timelineTellsOfWhatChangedNothing() throws Exception {
    SessionId session = wholeSession("r1");
    scene.confirmed(session, "MAD-01");
    scene.asks("r1", "D1", "MAD-01");

    JsonNode timeline = scene.json("/api/sessions/" + session).get("timeline");

    assertThat(words(timeline))
        .hasSize(6)
        .endsWith(
            "Confirmed boot 3 sequence 6 @ ev.events/5@6:  -> Cancel",
            "StartCharging r1 @ ev.requests/5@7:  -> Authorized");
  }

  @Test
  void whatAnotherChargePointSaysOfASessionIsNotInItsTimeline() throws Exception {
    SessionId session = wholeSession("r1");

    scene.confirmed(session, "MAD-02");

    assertThat(scene.json("/api/sessions/" + session).get("timeline")).hasSize(4);
  }

  @Test
  void readingBelowTheLastIsInTheTimeline() throws Exception {
    SessionId session = scene.asks("r1", "D1", "MAD-01");
    scene.confirmed(session, "MAD-01").metered(session, "MAD-01", 2_000);

    scene.metered(session, "MAD-01", 1_000);

    assertThat(words(scene.json("/api/sessions/" + session).get("timeline")))
        .last()
        .asString()
        .contains("MeterValue 1000 Wh", "reading of 1000 Wh ignored, it is below 2000");
  }

  @Test
  void operatorsStopIsInTheTimeline() throws Exception {
    SessionId session = scene.asks("r1", "D1", "MAD-01");
    scene.disconnected("MAD-01", 1);

    scene.post("/api/charge-points/MAD-01/stop", "");

    assertThat(words(scene.json("/api/sessions/" + session).get("timeline")))
        .last()
        .isEqualTo(
            "stop by operator@127.0.0.1 @ : stop MAD-01: in force, HoldOffSet operator,"
                + " SessionDenied OPERATOR_STOP, RELEASE 2000 cents -> Denied OPERATOR_STOP, Cancel");
  }

  @Test
  void newestComesFirstAndTheListIsPaged() throws Exception {
    wholeSession("r1");
    wholeSession("r2");
    wholeSession("r3");

    HttpResponse<String> first = scene.get("/api/sessions?limit=2&state=ended");
    JsonNode second = scene.json("/api/sessions?limit=2&before=S-r2");

    assertThat(ids(ApiScene.json(first))).containsExactly("S-r3", "S-r2");
    assertThat(first.headers().firstValue("Link").orElseThrow())
        .contains("before=S-r2", "limit=2", "state=ended")
        .endsWith("; rel=\"next\"");
    assertThat(ids(second)).containsExactly("S-r1");
  }

  @Test
  void listIsNarrowed() throws Exception {
    Instant before = Instant.now();
    wholeSession("r1");
    scene.asks("r2", "D2", "MAD-02");

    assertThat(ids(scene.json("/api/sessions?driver=D1"))).containsExactly("S-r1");
    assertThat(ids(scene.json("/api/sessions?chargePoint=MAD-02"))).containsExactly("S-r2");
    assertThat(ids(scene.json("/api/sessions?state=REQUESTED"))).containsExactly("S-r2");
    assertThat(ids(scene.json("/api/sessions?to=" + before.minusSeconds(60)))).isEmpty();
    assertThat(ids(scene.json("/api/sessions?from=" + before.minusSeconds(60)))).hasSize(2);
  }

  @Test
  void whatCannotBeReadIsABadRequest() throws Exception {
    for (String query :
        List.of(
            "limit=0",
            "limit=1001",
            "from=today",
            "from=%2B300000-01-01T00:00:00Z",
            "to=-1000000000-01-01T00:00:00Z",
            "driver=no+id",
            "state=x")) {
      assertThat(scene.get("/api/sessions?" + query).statusCode()).as(query).isEqualTo(400);
    }
  }

  @Test
  void sessionThatThereIsNotHasItsCode() throws Exception {
    HttpResponse<String> answer = scene.get("/api/sessions/S-none");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(ApiScene.json(answer).get("code").asString()).isEqualTo("UNKNOWN_SESSION");
  }

  private SessionId wholeSession(String request) throws Exception {
    SessionId session = scene.asks(request, "D1", "MAD-01");
    scene.confirmed(session, "MAD-01").started(session, "MAD-01");
    scene.metered(session, "MAD-01", 1_000).metered(session, "MAD-01", 4_000);
    scene.ended(session, "MAD-01", 4_200);
    return session;
  }

  private static List<String> ids(JsonNode sessions) {
    return sessions.valueStream().map(session -> session.get("sessionId").asString()).toList();
  }

  private static List<String> words(JsonNode timeline) {
    return timeline
        .valueStream()
        .map(line ->
            line.get("cause").asString()
                + " @ "
                + line.path("source").asString("")
                + ": "
                + joined(line.get("decided"))
                + " -> "
                + joined(line.get("sent")))
        .toList();
  }

  private static String joined(JsonNode items) {
    return items.valueStream().map(JsonNode::asString).collect(Collectors.joining(", "));
  }
}
