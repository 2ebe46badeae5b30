package org.evcharging.central.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of the web page. */
class PageRoutesTest {
  @TempDir static Path folder;
  private static ApiScene scene;

  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  static void open() throws Exception {
    scene = new ApiScene(folder);
  }

  @AfterAll
  static void close() {
    scene.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/, text/html",
    "/web/js/main.js, text/javascript",
    "/web/style/base.css, text/css",
    "/web/icon.svg, image/svg+xml",
    "/web/uplot/uPlot.iife.min.js, text/javascript",
    "/web/uplot/uPlot.min.css, text/css"
  })
  void eachFileIsServedAsWhatItIs(String path, String type) throws Exception {
    HttpResponse<String> answer = scene.get(path);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'self';");
  }

  @Test
  void aFileThatABrowserHasIsNotSentAgain() throws Exception {
    HttpResponse<String> first = scene.get("/web/js/main.js");
    String tag = first.headers().firstValue("ETag").orElseThrow();

    HttpResponse<String> second = get(scene.uri("/web/js/main.js"), "If-None-Match", tag);

    assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-cache");
    assertThat(second.statusCode()).isEqualTo(304);
    assertThat(second.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/web/nothing.js",
        "/web/../openapi.json",
        "/web/%2e%2e/openapi.json",
        "/web/js/..%2F..%2Fopenapi.json",
        "/web/uplot/..%2FuPlot.d.ts",
        "/web/js/"
      })
  void nothingElseIsServed(String path) throws Exception {
    assertThat(scene.get(path).statusCode()).isIn(400, 404);
  }

  @Test
  void thePageItselfNeedsNoTokenFromElsewhereButWhatItShowsDoes() throws Exception {
    assertThat(statusLineForForeignHost("/")).contains(" 200 ");
    assertThat(statusLineForForeignHost("/api/charge-points")).contains(" 401 ");
  }

  /** By a name that is not this machine's, which HttpClient lets nobody send. */
  private static String statusLineForForeignHost(String path) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), scene.port())) {
      String request = "GET " + path + " HTTP/1.1\r\nHost: central.example\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
          .readLine();
    }
  }

  private HttpResponse<String> get(URI uri, String header, String value) throws Exception {
    return client.send(
        HttpRequest.newBuilder(uri).header(header, value).build(), BodyHandlers.ofString());
  }
}
