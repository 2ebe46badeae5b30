package org.evcharging.central.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code ws /ws/sites/{site}} and {@code ws /ws/network} (spec §13), over real sockets. */
class SiteSocketTest {
  private static final String WAITS_MAYBE =
      "{\"action\":\"join\",\"windowId\":\"w\",\"driverId\":\"D1\",\"wait\":\"maybe\"}";

  @TempDir Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private ApiScene scene;

  @BeforeEach
  void open() throws Exception {
    scene = new ApiScene(folder).connected("MAD-01", "Madrid", 1).admitted("D1").admitted("D2");
  }

  @AfterEach
  void close() {
    client.shutdownNow();
    scene.close();
  }

  @Test
  void watcherHearsHowItIsAndThenEachChange() throws Exception {
    String window = scene.offers("Madrid", 2);
    try (SiteWatcher watcher = watch(Optional.empty())) {
      JsonNode site = watcher.hear();
      assertThat(site.get("type").asString()).isEqualTo("Site");
      assertThat(site.get("version").asLong()).isEqualTo(1);

      scene.post("/api/sites/Madrid/windows/" + window + "/bookings", "{\"driverId\":\"D1\"}");

      JsonNode changed = watcher.hear();
      assertThat(changed.get("type").asString()).isEqualTo("WindowChanged");
      assertThat(changed.get("windowId").asString()).isEqualTo(window);
      assertThat(changed.get("booked").asInt()).isEqualTo(1);
      assertThat(changed.get("version").asLong()).isEqualTo(2);
    }
  }

  @Test
  void errorGoesToTheOneWhoCausedItAlone() throws Exception {
    String window = scene.offers("Madrid", 1);
    try (SiteWatcher one = watch(Optional.of(ApiScene.TOKEN));
        SiteWatcher other = watch(Optional.of(ApiScene.TOKEN))) {
      one.say(join(window, "D1"));
      assertThat(one.hear("Booked").get("driverId").asString()).isEqualTo("D1");

      other.say(join(window, "D2"));
      assertThat(other.hear("Error").get("code").asString()).isEqualTo("FULL");

      one.say("{\"action\":\"leave\",\"windowId\":\"" + window + "\",\"driverId\":\"D1\"}");
      List<String> types = new ArrayList<>();
      do {
        types.add(one.hear().get("type").asString());
      } while (!types.contains("Left"));
      assertThat(types).doesNotContain("Error");
    }
  }

  @Test
  void changingNeedsATokenAndADriversIsForThemselves() throws Exception {
    String window = scene.offers("Madrid", 1);
    String token = scene.tokenOf("D1");
    try (SiteWatcher watcher = watch(Optional.empty())) {
      watcher.say(join(window, "D1"));
      assertThat(watcher.hear("Error").get("code").asString()).isEqualTo("UNAUTHORIZED");

      watcher.say("{\"action\":\"auth\",\"token\":\"wrong\"}");
      assertThat(watcher.hear("Error").get("code").asString()).isEqualTo("UNAUTHORIZED");

      watcher.say("{\"action\":\"auth\",\"token\":\"" + token + "\"}");
      watcher.say(join(window, "D2"));
      assertThat(watcher.hear("Error").get("code").asString()).isEqualTo("FORBIDDEN");
      watcher.say(join(window, "D1"));
      assertThat(watcher.hear("Booked").get("windowId").asString()).isEqualTo(window);
    }
  }

  @Test
  void nonsenseIsAnsweredAndTheConversationGoesOn() throws Exception {
    try (SiteWatcher watcher = watch(Optional.empty())) {
      for (String nonsense :
          List.of("", "{", "[]", "{}", "{\"action\":\"join\"}", "12", WAITS_MAYBE)) {
        watcher.say(nonsense);
        assertThat(watcher.hear("Error").get("code").asString()).isEqualTo("BAD_REQUEST");
      }
    }
  }

  @Test
  void bytesAreNoWordsAndTheConversationGoesOn() throws Exception {
    for (String path : List.of("/ws/sites/Madrid", "/ws/network")) {
      try (SiteWatcher watcher =
          SiteWatcher.connect(client, scene.port(), path, Optional.empty())) {
        watcher.sayInBytes(new byte[] {1, 2, 3});
        assertThat(watcher.hear("Error").get("detail").asString())
            .isEqualTo("expected a text message");

        watcher.say("{}");
        assertThat(watcher.hear("Error").get("code").asString()).isEqualTo("BAD_REQUEST");
      }
    }
  }

  @Test
  void strangersDoNotStayAndThoseDoWhoSayWhoTheyAre() throws Exception {
    String window = scene.offers("Madrid", 1);
    String path = "/ws/sites/Madrid";
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (HttpServer server = HttpServer.start(any, scene.api(), Duration.ofSeconds(3));
        SiteWatcher here = SiteWatcher.connect(client, server.port(), path, Optional.empty());
        SiteWatcher known = SiteWatcher.stranger(client, server.port(), path)) {
      known.say("{\"action\":\"auth\",\"token\":\"" + ApiScene.TOKEN + "\"}");
      assertThat(known.hear().get("type").asString()).isEqualTo("Site");

      for (String each : List.of(path, "/ws/network")) {
        try (SiteWatcher stranger = SiteWatcher.stranger(client, server.port(), each)) {
          stranger.say("{\"action\":\"auth\",\"token\":\"wrong\"}");
          assertThat(stranger.hear("Error").get("code").asString()).isEqualTo("UNAUTHORIZED");
          assertThat(stranger.closedFor()).isEqualTo("say within 3 s who you are");
        }
      }

      known.say(join(window, "D1"));
      assertThat(known.hear("Booked").get("windowId").asString()).isEqualTo(window);
      assertThat(here.hear("WindowChanged").get("windowId").asString()).isEqualTo(window);
    }
  }

  @Test
  void tokenThatWasReplacedBooksNothingMore() throws Exception {
    String window = scene.offers("Madrid", 1);
    try (SiteWatcher watcher = watch(Optional.of(scene.tokenOf("D1")))) {
      String _ = scene.tokenOf("D1");

      watcher.say(join(window, "D1"));

      assertThat(watcher.hear("Error").get("code").asString()).isEqualTo("UNAUTHORIZED");
    }
  }

  @Test
  void whatIsNoSiteIsSaidAndHungUpOn() throws Exception {
    String path = "/ws/sites/" + "x".repeat(101);
    try (SiteWatcher watcher = SiteWatcher.connect(client, scene.port(), path, Optional.empty())) {
      assertThat(watcher.hear("Error").get("code").asString()).isEqualTo("BAD_REQUEST");
      assertThat(watcher.closedFor()).isEqualTo("no name of a site");
    }
  }

  @Test
  void driversDoNotWatchTheNetworkAndAreTold() throws Exception {
    try (SiteWatcher watcher =
        SiteWatcher.connect(
            client, scene.port(), "/ws/network", Optional.of(scene.tokenOf("D1")))) {
      assertThat(watcher.hear().get("code").asString()).isEqualTo("FORBIDDEN");

      watcher.say("{\"action\":\"auth\",\"token\":\"" + ApiScene.TOKEN + "\"}");

      assertThat(watcher.hear().get("type").asString()).isEqualTo("Network");
    }
  }

  @Test
  void noSessionIsKeptForAWebSocket() throws Exception {
    HttpRequest upgrade =
        HttpRequest.newBuilder(URI.create("http://localhost:" + scene.port() + "/ws/network"))
            .build();
    assertThat(client.send(upgrade, BodyHandlers.discarding()).headers().map())
        .doesNotContainKey("set-cookie");
    try (Socket socket = new Socket("localhost", scene.port())) {
      socket.setSoTimeout(20_000);
      socket
          .getOutputStream()
          .write(
              """
              GET /ws/network HTTP/1.1\r
              Host: localhost:%d\r
              Connection: Upgrade\r
              Upgrade: websocket\r
              Sec-WebSocket-Version: 13\r
              Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
              \r
              """
                  .formatted(scene.port())
                  .getBytes(StandardCharsets.US_ASCII));
      BufferedReader head =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));

      List<String> lines = new ArrayList<>();
      String line = head.readLine();
      while (!line.isEmpty()) {
        lines.add(line.toLowerCase(Locale.ROOT));
        line = head.readLine();
      }
      assertThat(lines).first().asString().contains("101");
      assertThat(lines).noneMatch(it -> it.startsWith("set-cookie"));
    }
  }

  @Test
  void siteThatIsNotThereIsSaid() throws Exception {
    try (SiteWatcher watcher =
        SiteWatcher.connect(client, scene.port(), "/ws/sites/Paris", Optional.empty())) {
      assertThat(watcher.hear().get("code").asString()).isEqualTo("UNKNOWN_SITE");
    }
  }

  @Test
  void networkIsToldWholeAndThenAsItChanges() throws Exception {
    try (SiteWatcher watcher =
        SiteWatcher.connect(client, scene.port(), "/ws/network", Optional.empty())) {
      JsonNode whole = watcher.hear();
      assertThat(whole.get("type").asString()).isEqualTo("Network");
      assertThat(whole.get("chargePoints").get(0).get("status").asString()).isEqualTo("AVAILABLE");

      scene.disconnected("MAD-01", 1);

      JsonNode changed = watcher.hear("NetworkChanged");
      assertThat(changed.get("chargePoints").get(0).get("status").asString())
          .isEqualTo("DISCONNECTED");
      assertThat(changed.get("totals").get("connected").asInt()).isZero();
    }
  }

  private SiteWatcher watch(Optional<String> token) {
    return SiteWatcher.connect(client, scene.port(), "/ws/sites/Madrid", token);
  }

  private static String join(String window, String driver) {
    return "{\"action\":\"join\",\"windowId\":\"" + window + "\",\"driverId\":\"" + driver + "\"}";
  }
}
