package org.evcharging.central.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.evcharging.model.SessionId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ChargePointRoutesTest {
  @TempDir Path folder;
  private ApiScene scene;

  @BeforeEach
  void open() throws Exception {
    scene = new ApiScene(folder);
    scene.connected("MAD-01", "Madrid", 1).connected("VLC-01", "Valencia", 2);
    scene.disconnected("VLC-01", 2).admitted("D1");
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void chargePointShowsItsFacts() throws Exception {
    assertThat(scene.json("/api/charge-points/MAD-01"))
        .hasToString(
            """
            {"chargePointId":"MAD-01","site":"Madrid","location":"Gran Vía 1",\
            "priceMicrosPerKwh":250000,"powerW":22000,"status":"AVAILABLE","connected":true,\
            "health":"OK","holdOffs":[]}\
            """);
  }

  @Test
  void whatNobodySpeaksForIsNotKnownToBeWell() throws Exception {
    JsonNode point = scene.json("/api/charge-points/VLC-01");

    assertThat(point.get("connected").asBoolean()).isFalse();
    assertThat(point.get("health").asString()).isEqualTo("UNKNOWN");
  }

  @Test
  void liveSessionIsShownWithItsChargePoint() throws Exception {
    SessionId session = scene.asks("r1", "D1", "MAD-01");
    scene.confirmed(session, "MAD-01").started(session, "MAD-01").metered(session, "MAD-01", 4_000);

    JsonNode live = scene.json("/api/charge-points/MAD-01").get("session");

    assertThat(live.get("sessionId").asString()).isEqualTo("S-r1");
    assertThat(live.get("state").asString()).isEqualTo("CHARGING");
    assertThat(live.get("energyWh").asLong()).isEqualTo(4_000);
    assertThat(live.get("powerW").asLong()).isEqualTo(11_000);
    assertThat(live.get("amountCents").asLong()).isEqualTo(100);
  }

  @Test
  void listIsNarrowedBySiteAndStatus() throws Exception {
    assertThat(scene.json("/api/charge-points")).hasSize(2);
    assertThat(scene.json("/api/charge-points?site=Valencia")).hasSize(1);
    assertThat(scene.json("/api/charge-points?status=available")).hasSize(1);
    assertThat(scene.json("/api/charge-points?site=Valencia&status=AVAILABLE")).isEmpty();
  }

  @Test
  void statusThatIsNoneIsABadRequest() throws Exception {
    HttpResponse<String> answer = scene.get("/api/charge-points?status=broken");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(ApiScene.json(answer).get("detail").asString())
        .startsWith("status: expected one of");
  }

  @Test
  void stopIsInForceAndAuditedWhateverIsAcknowledged() throws Exception {
    HttpResponse<String> answer = scene.post("/api/charge-points/VLC-01/stop", "");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo("{\"chargePointId\":\"VLC-01\",\"acknowledgement\":\"DISCONNECTED\"}");
    assertThat(scene.json("/api/charge-points/VLC-01").get("holdOffs"))
        .hasToString("[\"operator\"]");
    assertThat(scene.audit()).contains("operator@127.0.0.1: stop VLC-01: in force");
  }

  @Test
  void stopAndResumeOfAllAnswerForEach() throws Exception {
    scene.disconnected("MAD-01", 1);

    JsonNode stopped = ApiScene.json(scene.post("/api/charge-points/stop", ""));
    JsonNode resumed = ApiScene.json(scene.post("/api/charge-points/resume", ""));

    assertThat(stopped).hasSize(2);
    assertThat(resumed).hasSize(2);
    assertThat(scene.json("/api/charge-points/MAD-01").get("holdOffs")).isEmpty();
    assertThat(scene.audit())
        .contains("operator@127.0.0.1: stop MAD-01: in force")
        .contains("operator@127.0.0.1: resume VLC-01: in force");
  }

  @Test
  void whatThereIsNotHasItsCode() throws Exception {
    assertUnknown(scene.get("/api/charge-points/MAD-99"));
    assertUnknown(scene.post("/api/charge-points/MAD-99/stop", ""));
    assertUnknown(scene.post("/api/charge-points/no%20id/stop", ""));
  }

  @Test
  void nothingIsChangedBeforeItCanBeKept() throws Exception {
    scene.notRunning();

    HttpResponse<String> answer = scene.post("/api/charge-points/stop", "");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(ApiScene.json(answer).get("code").asString()).isEqualTo("NOT_READY");
  }

  private static void assertUnknown(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(ApiScene.json(answer).get("code").asString()).isEqualTo("UNKNOWN_CHARGE_POINT");
  }
}
