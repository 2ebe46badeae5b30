package org.evcharging.central.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.InputStream;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.evcharging.central.http.Readiness.Check;
import org.evcharging.central.state.RefusedAttempts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
  @TempDir Path folder;

  @Test
  void changeWithoutATokenIsRefusedAndAudited() throws Exception {
    try (ApiScene scene = new ApiScene(folder)) {
      HttpResponse<String> answer =
          scene.post("/api/drivers", "{\"driverId\":\"D1\"}", Optional.empty());

      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"ev\"");
      assertThat(ApiScene.json(answer).get("code").asString()).isEqualTo("UNAUTHORIZED");
      assertThat(scene.audit())
          .containsExactly("unknown@127.0.0.1: POST /api/drivers refused: no token");
      assertThat(scene.json("/api/drivers")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer wrong", "Bearer ", "Basic dXNlcjpwYXNz", "the-operators-token"})
  void wrongTokenIsRefusedAndAudited(String authorization) throws Exception {
    try (ApiScene scene = new ApiScene(folder)) {
      HttpResponse<String> answer =
          scene.post("/api/charge-points/stop", "", Optional.of(authorization));

      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
          .contains("error=\"invalid_token\"");
      assertThat(scene.audit())
          .containsExactly("unknown@127.0.0.1: POST /api/charge-points/stop refused: wrong token");
    }
  }

  @Test
  void wrongTokenIsRefusedEvenWhereNoneIsNeeded() throws Exception {
    try (ApiScene scene = new ApiScene(folder)) {
      assertThat(scene.get("/api/drivers", "wrong").statusCode()).isEqualTo(401);
      assertThat(scene.get("/api/drivers", ApiScene.TOKEN).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void driversTokenIsForTheirOwnAccount() throws Exception {
    try (ApiScene scene = new ApiScene(folder).admitted("D1")) {
      String token = scene.tokenOf("D1");

      assertThat(scene.get("/api/accounts/D1", token).statusCode()).isEqualTo(200);
      HttpResponse<String> answer =
          scene.post(
              "/api/accounts/D1/top-up", "{\"amountCents\":100}", Optional.of("Bearer " + token));
      assertThat(ApiScene.json(answer).get("balanceCents").asLong()).isEqualTo(101_00);
      assertThat(scene.audit())
          .contains("operator@127.0.0.1: token for driver D1: given")
          .anyMatch(row -> row.startsWith("driver:D1@127.0.0.1: "));
    }
  }

  @Test
  void driversTokenIsForNothingElseAndTriesAreAudited() throws Exception {
    try (ApiScene scene = new ApiScene(folder).admitted("D1").admitted("D2")) {
      String token = scene.tokenOf("D1");
      Optional<String> bearer = Optional.of("Bearer " + token);

      assertThat(scene.get("/api/accounts/D2", token).statusCode()).isEqualTo(403);
      assertThat(scene.get("/api/sessions", token).statusCode()).isEqualTo(403);
      assertThat(scene.get("/metrics", token).statusCode()).isEqualTo(403);
      assertThat(
              scene.post("/api/accounts/D2/withdraw", "{\"amountCents\":100}", bearer).statusCode())
          .isEqualTo(403);
      HttpResponse<String> answer = scene.post("/api/charge-points/stop", "", bearer);
      assertThat(ApiScene.json(answer).get("code").asString()).isEqualTo("FORBIDDEN");
      assertThat(scene.audit())
          .contains(
              "driver:D1@127.0.0.1: POST /api/accounts/D2/withdraw refused: not theirs",
              "driver:D1@127.0.0.1: POST /api/charge-points/stop refused: not theirs");
      assertThat(scene.json("/api/accounts/D2").get("balanceCents").asLong()).isEqualTo(100_00);
    }
  }

  @Test
  void newTokenOfADriverEndsTheOneBefore() throws Exception {
    try (ApiScene scene = new ApiScene(folder).admitted("D1")) {
      String before = scene.tokenOf("D1");
      String token = scene.tokenOf("D1");

      assertThat(scene.get("/api/accounts/D1", before).statusCode()).isEqualTo(401);
      assertThat(scene.get("/api/accounts/D1", token).statusCode()).isEqualTo(200);
      assertThat(scene.post("/api/drivers/D9/token", "").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void viewersTokenIsForReading() throws Exception {
    try (ApiScene scene = new ApiScene(folder).admitted("D1")) {
      String token = ApiScene.VIEWER_TOKEN;

      assertThat(scene.get("/api/drivers", token).statusCode()).isEqualTo(200);
      assertThat(scene.get("/api/accounts/D1", token).statusCode()).isEqualTo(200);
      assertThat(scene.post("/api/drivers", "{}", Optional.of("Bearer " + token)).statusCode())
          .isEqualTo(403);
      assertThat(scene.audit())
          .containsExactly(
              "operator@test: add driver D1: added with 100.00 €",
              "viewer@127.0.0.1: POST /api/drivers refused: not theirs");
    }
  }

  @Test
  void floodOfRefusedAttemptsComesToAFewRows() throws Exception {
    try (ApiScene scene = new ApiScene(folder)) {
      for (int i = 0; i < 40; i++) {
        scene.post("/api/drivers", "", Optional.empty());
      }

      assertThat(scene.audit()).hasSize(RefusedAttempts.ROWS_A_WINDOW);
    }
  }

  @Test
  void foreignHostNameOnThisMachineCountsAsElsewhere() throws Exception {
    try (ApiScene scene = new ApiScene(folder)) {
      assertThat(statusOf(scene, "/api/drivers", "rebound.example:8080")).isEqualTo(401);
      assertThat(statusOf(scene, "/api/drivers", "127.0.0.1")).isEqualTo(200);
      assertThat(statusOf(scene, "/api/drivers", "[::1]:8080")).isEqualTo(200);
      assertThat(statusOf(scene, "/health/live", "rebound.example")).isEqualTo(200);
    }
  }

  @Test
  void readingFromAnotherAddressNeedsTheToken() throws Exception {
    Optional<InetAddress> outside = addressThatIsNotLoopback();
    assumeTrue(outside.isPresent(), "this machine has no address but loopback");
    try (ApiScene scene = new ApiScene(folder, () -> List.of(Check.up("kafka")), outside.get())) {
      assertThat(statusOf(scene, outside.get(), "/api/drivers", "")).isEqualTo(401);
      assertThat(
              statusOf(
                  scene,
                  outside.get(),
                  "/api/drivers",
                  "Authorization: Bearer " + ApiScene.TOKEN + "\r\n"))
          .isEqualTo(200);
      assertThat(statusOf(scene, outside.get(), "/health/ready", "")).isEqualTo(200);
    }
  }

  private static Optional<InetAddress> addressThatIsNotLoopback() throws Exception {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
        .findFirst();
  }

  private static int statusOf(ApiScene scene, String path, String host) throws Exception {
    return status(scene.port(), InetAddress.getLoopbackAddress(), path, host, "");
  }

  private static int statusOf(ApiScene scene, InetAddress to, String path, String headers)
      throws Exception {
    return status(scene.port(), to, path, to.getHostAddress(), headers);
  }

  private static int status(int port, InetAddress to, String path, String host, String headers)
      throws Exception {
    try (Socket socket = new Socket(to, port);
        InputStream in = socket.getInputStream()) {
      socket
          .getOutputStream()
          .write(
              ("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + headers)
                  .concat("Connection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Integer.parseInt(answer.substring(9, 12));
    }
  }
}
