package org.evcharging.central.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code ws /ws/sites/{site}} and {@code ws /ws/network} (spec §13), over real sockets. */
class SiteSocketTest {
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
      assertThat(watcher.hear("Error").get("code").asString()).isEqualTo("FORBIDDEN");

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
      for (String nonsense : List.of("", "{", "[]", "{}", "{\"action\":\"join\"}", "12")) {
        watcher.say(nonsense);
        assertThat(watcher.hear("Error").get("code").asString()).isEqualTo("BAD_REQUEST");
      }
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
