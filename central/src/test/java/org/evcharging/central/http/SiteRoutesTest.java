package org.evcharging.central.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Windows and bookings over HTTP (spec §9, §13). */
class SiteRoutesTest {
  @TempDir Path folder;

  private ApiScene scene;

  @BeforeEach
  void open() throws Exception {
    scene = new ApiScene(folder).connected("MAD-01", "Madrid", 1);
    scene.admitted("D1").admitted("D2").admitted("D3");
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void windowIsOfferedAndListed() throws Exception {
    String window = scene.offers("Madrid", 14);

    JsonNode listed = scene.json("/api/sites/Madrid/windows").get(0);
    assertThat(listed.get("windowId").asString()).isEqualTo(window);
    assertThat(listed.get("capacity").asInt()).isEqualTo(14);
    assertThat(listed.get("booked").asInt()).isZero();
    assertThat(scene.json("/api/sites").get(0).get("site").asString()).isEqualTo("Madrid");
    assertThat(scene.audit())
        .contains("operator@127.0.0.1: offer 14 places at Madrid: window " + window);
  }

  @Test
  void morePlacesThanChargePointsAreAllowedWithAWarning() throws Exception {
    HttpResponse<String> answer = scene.offer("Madrid", 2);

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(ApiScene.json(answer).get("warning").asString())
        .isEqualTo("2 places, and 1 charge points");
  }

  @Test
  void placeIsBookedWaitedForAndPassedOn() throws Exception {
    String window = scene.offers("Madrid", 1);

    assertThat(book(window, "D1", false).statusCode()).isEqualTo(201);
    assertThat(code(book(window, "D1", false))).isEqualTo("ALREADY_BOOKED");
    assertThat(code(book(window, "D2", false))).isEqualTo("FULL");
    HttpResponse<String> waits = book(window, "D2", true);
    assertThat(waits.statusCode()).isEqualTo(202);
    assertThat(ApiScene.json(waits).get("position").asInt()).isEqualTo(1);
    assertThat(bookings("D2").get(0).get("state").asString()).isEqualTo("WAITING");

    assertThat(scene.delete(bookingsOf(window) + "/D1").statusCode()).isEqualTo(204);

    assertThat(bookings("D1")).isEmpty();
    assertThat(bookings("D2").get(0).get("state").asString()).isEqualTo("BOOKED");
    assertThat(code(scene.delete(bookingsOf(window) + "/D1"))).isEqualTo("NOT_BOOKED");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}
          {"from":"2026-11-20T18:00:00Z","to":"2026-11-20T18:00:00Z","capacity":1}
          {"from":"2999-11-20T18:00:00Z","to":"2999-11-20T20:00:00Z","capacity":0}
          {"from":"2999-11-20T18:00:00Z","to":"2999-11-20T20:00:00Z","capacity":1001}
          {"from":"2999-11-20T18:00:00Z","to":"2999-11-20T20:00:00Z","capacity":1.5}
          {"from":"2999-11-20T18:00:00Z","to":"2999-12-22T18:00:01Z","capacity":1}
          {"from":"tomorrow","to":"2999-11-20T20:00:00Z","capacity":1}
          {"from":"+300000-01-01T00:00:00Z","to":"+300000-01-02T00:00:00Z","capacity":1}
          {"from":"-1000000000-01-01T00:00:00Z","to":"2999-11-20T20:00:00Z","capacity":1}
          not json
          """)
  void windowThatMakesNoSenseIsRefused(String body) throws Exception {
    HttpResponse<String> answer = scene.post("/api/sites/Madrid/windows", body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(scene.json("/api/sites/Madrid/windows")).isEmpty();
  }

  @Test
  void whatIsNotThereIsSaid() throws Exception {
    String window = scene.offers("Madrid", 1);

    assertThat(scene.get("/api/sites/Paris/windows").statusCode()).isEqualTo(404);
    assertThat(code(scene.offer("Paris", 1))).isEqualTo("UNKNOWN_SITE");
    assertThat(code(book("none", "D1", false))).isEqualTo("UNKNOWN_WINDOW");
    assertThat(code(book(window, "D9", false))).isEqualTo("UNKNOWN_DRIVER");
    assertThat(code(scene.offer("Madrid", 1))).isEqualTo("OVERLAPS");
  }

  @Test
  void driverBooksWithTheirOwnTokenForThemselvesAlone() throws Exception {
    String window = scene.offers("Madrid", 2);
    Optional<String> bearer = Optional.of("Bearer " + scene.tokenOf("D1"));

    assertThat(scene.post(bookingsOf(window), "{\"driverId\":\"D2\"}", bearer).statusCode())
        .isEqualTo(403);
    assertThat(scene.post(bookingsOf(window), "{\"driverId\":\"D1\"}", bearer).statusCode())
        .isEqualTo(201);
    assertThat(scene.audit()).anyMatch(row -> row.startsWith("driver:D1@127.0.0.1: book window "));
  }

  @Test
  void windowsAndBookingsSurviveARestart() throws Exception {
    String window = scene.offers("Madrid", 1);
    book(window, "D1", false);
    book(window, "D2", true);
    book(window, "D3", true);
    scene.close();

    // The scene forgets its charge points, unlike Central.
    scene = new ApiScene(folder).connected("MAD-02", "Madrid", 1);

    assertThat(code(book(window, "D1", false))).isEqualTo("ALREADY_BOOKED");
    assertThat(ApiScene.json(book(window, "D3", true)).get("position").asInt()).isEqualTo(2);
    assertThat(scene.json("/api/sites/Madrid/windows").get(0).get("version").asLong()).isEqualTo(4);
  }

  private HttpResponse<String> book(String window, String driver, boolean wait) throws Exception {
    return scene.post(
        bookingsOf(window), "{\"driverId\":\"" + driver + "\",\"wait\":" + wait + "}");
  }

  private JsonNode bookings(String driver) throws Exception {
    return scene.json("/api/drivers/" + driver + "/bookings");
  }

  private static String bookingsOf(String window) {
    return "/api/sites/Madrid/windows/" + window + "/bookings";
  }

  private static String code(HttpResponse<String> answer) {
    return ApiScene.json(answer).get("code").asString();
  }
}
