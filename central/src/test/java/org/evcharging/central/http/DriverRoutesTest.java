package org.evcharging.central.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DriverRoutesTest {
  @TempDir Path folder;
  private ApiScene scene;

  @BeforeEach
  void open() throws Exception {
    scene = new ApiScene(folder);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void driverWhoIsAddedMayCharge() throws Exception {
    scene.connected("MAD-01", "Madrid", 1);

    HttpResponse<String> added =
        scene.post("/api/drivers", "{\"driverId\":\"D1\",\"topUpCents\":5000}");
    scene.asks("r1", "D1", "MAD-01");
    scene.asks("r2", "D2", "MAD-01");

    assertThat(added.statusCode()).isEqualTo(201);
    assertThat(added.body()).isEqualTo("{\"driverId\":\"D1\"}");
    assertThat(scene.json("/api/sessions")).hasSize(1);
    assertThat(scene.json("/api/drivers").get(0).get("sessionId").asString()).isEqualTo("S-r1");
    assertThat(scene.audit()).contains("operator@127.0.0.1: add driver D1: added with 50.00 €");
  }

  @Test
  void addingTwiceChangesNothing() throws Exception {
    scene.post("/api/drivers", "{\"driverId\":\"D1\"}");

    HttpResponse<String> again = scene.post("/api/drivers", "{\"driverId\":\"D1\"}");

    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(scene.json("/api/drivers")).hasSize(1);
    assertThat(scene.audit()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{\"driverId\":7}", "{\"driverId\":\"no id\"}"})
  void bodyThatNamesNoDriverIsABadRequest(String body) throws Exception {
    HttpResponse<String> answer = scene.post("/api/drivers", body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(ApiScene.json(answer).get("code").asString()).isEqualTo("BAD_REQUEST");
  }

  @Test
  void listComesInPages() throws Exception {
    scene.admitted("D1").admitted("D2").admitted("D3");

    HttpResponse<String> first = scene.get("/api/drivers?limit=2");
    HttpResponse<String> second = scene.get("/api/drivers?limit=2&after=D2");

    assertThat(first.headers().firstValue("Link"))
        .hasValue("</api/drivers?limit=2&after=D2>; rel=\"next\"");
    assertThat(ApiScene.json(second)).hasSize(1);
    assertThat(second.headers().firstValue("Link")).isEmpty();
  }
}
