package org.evcharging.central.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.javalin.Javalin;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.evcharging.model.ClearingPeriod;
import org.evcharging.model.MemberId;
import org.evcharging.model.SessionId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The description says what the server does, and the server does what the description says. */
class OpenApiTest {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path folder;

  @Test
  void everyRouteIsDescribedAndEveryDescriptionHasARoute() throws Exception {
    try (ApiScene scene = new ApiScene(folder)) {
      List<Routes.Route> routes = new ArrayList<>();
      Javalin _ =
          Javalin.create(
              config -> routes.addAll(HttpServer.routesOf(config.routes, scene.api()).all()));
      List<Routes.Route> described = new ArrayList<>();
      JSON.readTree(DocumentRoutes.openApi())
          .get("paths")
          .forEachEntry((path, methods) ->
              methods
                  .propertyNames()
                  .forEach(method ->
                      described.add(new Routes.Route(method.toUpperCase(Locale.ROOT), path))));

      assertThat(described).containsExactlyInAnyOrderElementsOf(routes);
    }
  }

  @Test
  void whatIsServedIsTheDocument() throws Exception {
    try (ApiScene scene = new ApiScene(folder)) {
      assertThat(scene.get("/openapi.json").body()).isEqualTo(DocumentRoutes.openApi());
    }
  }

  @Test
  void realAnswersAreAsDescribed() throws Exception {
    try (ApiScene scene = new ApiScene(folder)) {
      scene.connected("MAD-01", "Madrid", 1).connected("MAD-02", "Madrid", 2);
      scene.disconnected("MAD-02", 2).admitted("D1").admitted("D2");
      SessionId ended = scene.asks("r1", "D1", "MAD-01");
      scene.confirmed(ended, "MAD-01").metered(ended, "MAD-01", 10).ended(ended, "MAD-01", 20);
      scene.confirmed(scene.asks("r2", "D1", "MAD-01"), "MAD-01");

      check(scene.get("/health/live"), "/health/live", "get");
      check(scene.get("/health/ready"), "/health/ready", "get");
      check(scene.get("/openapi.json"), "/openapi.json", "get");
      check(scene.get("/api/charge-points"), "/api/charge-points", "get");
      check(scene.get("/api/charge-points?status=x"), "/api/charge-points", "get");
      check(scene.get("/api/charge-points/MAD-01"), "/api/charge-points/{id}", "get");
      check(scene.get("/api/charge-points/X"), "/api/charge-points/{id}", "get");
      check(scene.get("/api/sessions"), "/api/sessions", "get");
      check(scene.get("/api/sessions?limit=x"), "/api/sessions", "get");
      check(scene.get("/api/sessions/S-r1"), "/api/sessions/{id}", "get");
      check(scene.get("/api/sessions/S-none"), "/api/sessions/{id}", "get");
      check(scene.get("/api/drivers"), "/api/drivers", "get");
      check(scene.get("/api/drivers", "wrong"), "/api/drivers", "get");
      check(scene.post("/api/drivers", "{\"driverId\":\"D3\"}"), "/api/drivers", "post");
      check(scene.post("/api/drivers", "{\"driverId\":\"D3\"}"), "/api/drivers", "post");
      check(scene.post("/api/drivers", "{}"), "/api/drivers", "post");
      check(scene.post("/api/drivers", "{}", Optional.empty()), "/api/drivers", "post");
      check(scene.post("/api/drivers/D3/token", ""), "/api/drivers/{driverId}/token", "post");
      check(scene.post("/api/drivers/D99/token", ""), "/api/drivers/{driverId}/token", "post");
      check(scene.get("/api/drivers", scene.tokenOf("D3")), "/api/drivers", "get");
      checkAccounts(scene);
      checkSites(scene);
      checkClearing(scene);
      check(scene.get("/api/stats"), "/api/stats", "get");
      check(scene.get("/debug/locks"), "/debug/locks", "get");
      for (String order : List.of("stop", "resume")) {
        String one = "/api/charge-points/{id}/" + order;
        check(scene.post("/api/charge-points/MAD-02/" + order, ""), one, "post");
        check(scene.post("/api/charge-points/X/" + order, ""), one, "post");
      }
      scene.disconnected("MAD-01", 1);
      for (String order : List.of("stop", "resume")) {
        String all = "/api/charge-points/" + order;
        check(scene.post(all, ""), all, "post");
      }
      scene.notRunning();
      check(scene.post("/api/drivers", "{\"driverId\":\"D4\"}"), "/api/drivers", "post");
      check(
          scene.post("/api/accounts/D1/top-up", "{\"amountCents\":100}"),
          "/api/accounts/{driverId}/top-up",
          "post");
    }
  }

  private static void checkSites(ApiScene scene) throws Exception {
    String windows = "/api/sites/{site}/windows";
    String bookings = windows + "/{windowId}/bookings";
    HttpResponse<String> offered = scene.offer("Madrid", 1);
    String url =
        "/api/sites/Madrid/windows/"
            + ApiScene.json(offered).get("windowId").asString()
            + "/bookings";
    check(offered, windows, "post");
    check(scene.offer("Madrid", 1), windows, "post");
    check(scene.offer("Paris", 1), windows, "post");
    check(scene.post("/api/sites/Madrid/windows", "{}"), windows, "post");
    check(scene.get("/api/sites"), "/api/sites", "get");
    check(scene.get("/api/sites/Madrid/windows"), windows, "get");
    check(scene.get("/api/sites/Paris/windows"), windows, "get");
    check(scene.post(url, "{\"driverId\":\"D1\"}"), bookings, "post");
    check(scene.post(url, "{\"driverId\":\"D2\",\"wait\":true}"), bookings, "post");
    check(scene.post(url, "{\"driverId\":\"D2\"}"), bookings, "post");
    check(scene.post(url, "{}"), bookings, "post");
    check(scene.get("/api/drivers/D1/bookings"), "/api/drivers/{driverId}/bookings", "get");
    check(scene.get("/api/drivers/D2/bookings"), "/api/drivers/{driverId}/bookings", "get");
    check(scene.delete(url + "/D3"), bookings + "/{driverId}", "delete");
    assertThat(scene.delete(url + "/D1").statusCode()).isEqualTo(204);
  }

  private static void checkClearing(ApiScene scene) throws Exception {
    String path = "/api/clearing";
    String november = "{\"period\":\"2026-11\",\"members\":[\"OP1\",\"OP2\"]}";
    check(scene.post(path, november), path, "post");
    check(scene.post(path, november), path, "post");
    check(scene.post(path, "{}"), path, "post");
    for (String month : List.of("+10000-01", "0000-01", "-0001-01")) {
      assertThat(scene.post(path, november.replace("2026-11", month)).statusCode())
          .as(month)
          .isEqualTo(400);
    }
    assertThat(scene.post(path, november.replace("OP2", "-")).statusCode()).isEqualTo(400);
    check(scene.get(path), path, "get");
    check(scene.get(path + "/2026-11"), path + "/{period}", "get");
    check(scene.get(path + "/2026-12"), path + "/{period}", "get");
    String excuse = path + "/{period}/members/{member}/excuse";
    check(scene.post(path + "/2026-11/members/OP9/excuse", ""), excuse, "post");
    check(scene.post(path + "/2026-11/members/OP1/excuse", ""), excuse, "post");
    scene.clearing().finish(ClearingPeriod.of("2026-11"), new MemberId("OP2"), 0);
    check(scene.get(path), path, "get");
    check(scene.get(path + "/2026-11"), path + "/{period}", "get");
  }

  private static void checkAccounts(ApiScene scene) throws Exception {
    check(scene.get("/api/accounts/D1"), "/api/accounts/{driverId}", "get");
    check(scene.get("/api/accounts/D99"), "/api/accounts/{driverId}", "get");
    check(scene.get("/api/accounts/D%231"), "/api/accounts/{driverId}", "get");
    for (String verb : List.of("top-up", "withdraw")) {
      String path = "/api/accounts/{driverId}/" + verb;
      String url = "/api/accounts/D2/" + verb;
      check(scene.post(url, "{\"amountCents\":100}"), path, "post");
      check(scene.post(url, "{\"amountCents\":99999999999}"), path, "post");
      check(scene.post(url, "{\"amountCents\":0}"), path, "post");
      check(scene.post(url, "{\"amountCents\":1.5}"), path, "post");
      check(scene.post(url, "{}", Optional.empty()), path, "post");
      check(scene.post("/api/accounts/D99/" + verb, "{\"amountCents\":100}"), path, "post");
    }
  }

  /** The answer's status and type are described, and its body is as their schema says. */
  private static void check(HttpResponse<String> answer, String path, String method)
      throws Exception {
    ObjectNode document = (ObjectNode) JSON.readTree(DocumentRoutes.openApi());
    closeObjects(document);
    String status = String.valueOf(answer.statusCode());
    JsonNode response = document.at(pointer("paths", path, method, "responses", status));
    assertThat(response.isMissingNode())
        .as("%s %s answers %s, which is not described", method, path, status)
        .isFalse();
    if (response.has("$ref")) {
      response = document.at(response.get("$ref").asString().substring(1));
    }
    String type = answer.headers().firstValue("content-type").orElseThrow().split(";", 2)[0];
    JsonNode schema = response.at(pointer("content", type, "schema"));
    assertThat(schema.isMissingNode()).as("%s %s: %s", method, path, type).isFalse();
    assertThat(schemaOf(document, schema).validate(JSON.readTree(answer.body())))
        .as("%s %s answered %s", method, path, answer.body())
        .isEmpty();
  }

  /** A field that is not described would be found by nobody, if objects were open here too. */
  private static void closeObjects(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.path("type").asString("").equals("object")
        && object.has("properties")) {
      object.put("additionalProperties", false);
    }
    node.forEach(OpenApiTest::closeObjects);
  }

  private static Schema schemaOf(ObjectNode document, JsonNode schema) {
    ObjectNode whole = JSON.createObjectNode();
    whole.set("components", document.get("components"));
    whole.setAll((ObjectNode) schema);
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(whole);
  }

  private static String pointer(String... parts) {
    StringBuilder pointer = new StringBuilder();
    for (String part : parts) {
      pointer.append('/').append(part.replace("~", "~0").replace("/", "~1"));
    }
    return pointer.toString();
  }
}
