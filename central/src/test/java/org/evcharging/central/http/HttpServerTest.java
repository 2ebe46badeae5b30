package org.evcharging.central.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.evcharging.central.access.Tokens;
import org.evcharging.central.http.Readiness.Check;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HttpServerTest {
  private static final Readiness ALL_WELL =
      () -> List.of(Check.up("database"), Check.up("kafka"), Check.up("inputs"));
  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void whoIsAliveSaysSoEvenWhenNotReady() throws Exception {
    try (HttpServer server = start(() -> List.of(Check.down("kafka", "not there")))) {
      HttpResponse<String> answer = get(server, "/health/live");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
      assertThat(answer.body()).isEqualTo("{\"status\":\"UP\"}");
    }
  }

  @Test
  void readyOnlyWhenEveryCheckIsUp() throws Exception {
    try (HttpServer server = start(ALL_WELL)) {
      HttpResponse<String> answer = get(server, "/health/ready");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body())
          .isEqualTo(
              """
              {"status":"UP","checks":{"database":{"status":"UP"},"kafka":{"status":"UP"},\
              "inputs":{"status":"UP"}}}\
              """);
    }
  }

  @Test
  void whatIsMissingIsNamed() throws Exception {
    Readiness kafkaMissing =
        () ->
            List.of(Check.up("database"), Check.down("kafka", "localhost:9092 cannot be reached"));
    try (HttpServer server = start(kafkaMissing)) {
      HttpResponse<String> answer = get(server, "/health/ready");

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body())
          .isEqualTo(
              """
              {"status":"DOWN","checks":{"database":{"status":"UP"},\
              "kafka":{"status":"DOWN","problem":"localhost:9092 cannot be reached"}}}\
              """);
    }
  }

  @Test
  void unknownPathIsAProblemWithACode() throws Exception {
    try (HttpServer server = start(ALL_WELL)) {
      assertProblem(get(server, "/api/nothing"), 404, "NOT_FOUND");
    }
  }

  @Test
  void wrongMethodIsAProblemWithACode() throws Exception {
    try (HttpServer server = start(ALL_WELL);
        HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest delete = HttpRequest.newBuilder(uri(server, "/health/live")).DELETE().build();

      assertProblem(client.send(delete, BodyHandlers.ofString()), 405, "METHOD_NOT_ALLOWED");
    }
  }

  @Test
  void failureInsideIsAProblemThatTellsNoSecrets() throws Exception {
    Readiness broken =
        () -> {
          throw new IllegalStateException("secret");
        };
    try (HttpServer server = start(broken)) {
      HttpResponse<String> answer = get(server, "/health/ready");

      assertProblem(answer, 500, "INTERNAL_SERVER_ERROR");
      assertThat(answer.body()).doesNotContain("secret");
    }
  }

  @Test
  void whatIsNoHttpIsAProblemToo() throws Exception {
    try (HttpServer server = start(ALL_WELL);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        OutputStream out = socket.getOutputStream();
        InputStream in = socket.getInputStream()) {
      out.write("GET /health/live HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

      String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);

      assertThat(answer)
          .startsWith("HTTP/1.1 400 ")
          .contains("Content-Type: application/problem+json")
          .contains("\"code\":\"BAD_REQUEST\"");
    }
  }

  @Test
  void closeEndsConnectionsThatAreKeptAlive() throws Exception {
    HttpServer server = start(ALL_WELL);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        InputStream in = socket.getInputStream()) {
      socket
          .getOutputStream()
          .write(
              "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(in.read()).isEqualTo('H');

      server.close();

      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .endsWith("{\"status\":\"UP\"}");
    }
  }

  @Test
  void requestThatTakesTooLongIsCutOffByClose() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    Readiness stuck =
        () -> {
          asked.countDown();
          awaitQuietly(never);
          return List.of();
        };
    HttpServer server = start(stuck);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        InputStream in = socket.getInputStream()) {
      socket
          .getOutputStream()
          .write(
              "GET /health/ready HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      asked.await();

      server.close();

      assertThat(in.readAllBytes()).isEmpty();
      never.countDown();
    }
  }

  @Test
  void closingAtOnceIsNoTrouble() throws Exception {
    HttpServer server = start(ALL_WELL);
    int port = server.port();

    server.close();
    server.close();

    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
        .isInstanceOf(IOException.class);
  }

  @Test
  void portInUseIsOneClearLine() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      InetSocketAddress listen =
          new InetSocketAddress(taken.getInetAddress(), taken.getLocalPort());

      assertThatThrownBy(() -> HttpServer.start(listen, onlyHealth(ALL_WELL)))
          .isInstanceOf(IOException.class)
          .hasMessage(
              "cannot listen for HTTP on localhost:"
                  + listen.getPort()
                  + ": Address already in use; stop what uses it, or choose another with"
                  + " --http");
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static HttpServer start(Readiness readiness) throws IOException {
    return HttpServer.start(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), onlyHealth(readiness));
  }

  /** What is behind the rest is not there. */
  private static HttpApi onlyHealth(Readiness readiness) {
    return new HttpApi(
        readiness,
        nothing(),
        nothing(),
        nothing(),
        nothing(),
        nothing(),
        nothing(),
        nothing(),
        nothing(),
        nothing(),
        () -> false,
        new Tokens("token", Optional.empty(), nothing()));
  }

  @SuppressWarnings("TypeParameterUnusedInFormals")
  private static <T> T nothing() {
    return null;
  }

  private static URI uri(HttpServer server, String path) {
    return URI.create("http://localhost:" + server.port() + path);
  }

  private static HttpResponse<String> get(HttpServer server, String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(uri(server, path)).build(), BodyHandlers.ofString());
    }
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String code) {
    JsonNode problem = JSON.readTree(answer.body());
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("content-type").orElseThrow())
        .startsWith("application/problem+json");
    assertThat(problem.propertyNames())
        .containsExactlyInAnyOrder("type", "title", "status", "detail", "code");
    assertThat(problem.get("code").asString()).isEqualTo(code);
    assertThat(problem.get("status").asInt()).isEqualTo(status);
  }
}
