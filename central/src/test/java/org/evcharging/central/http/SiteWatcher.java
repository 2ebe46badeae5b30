package org.evcharging.central.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Watches over a WebSocket, as a page would. */
final class SiteWatcher implements AutoCloseable, WebSocket.Listener {
  private static final JsonMapper JSON = new JsonMapper();
  private static final long PATIENCE_S = 20;

  private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
  private final StringBuilder part = new StringBuilder();
  private final CompletableFuture<String> closed = new CompletableFuture<>();
  private final WebSocket socket;

  private SiteWatcher(WebSocket.Builder builder, int port, String path) {
    socket = builder.buildAsync(URI.create("ws://localhost:" + port + path), this).join();
  }

  static SiteWatcher connect(HttpClient client, int port, String path, Optional<String> token) {
    WebSocket.Builder builder = client.newWebSocketBuilder();
    token.ifPresent(value -> builder.header("Authorization", "Bearer " + value));
    return new SiteWatcher(builder, port, path);
  }

  /** Somebody who must say first who they are: a page that another server has served. */
  static SiteWatcher stranger(HttpClient client, int port, String path) {
    return new SiteWatcher(
        client.newWebSocketBuilder().header("Origin", "http://elsewhere.example"), port, path);
  }

  void say(String json) {
    socket.sendText(json, true).join();
  }

  void sayInBytes(byte[] bytes) {
    socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
  }

  /** The next message, whatever it is. */
  JsonNode hear() throws Exception {
    JsonNode next = heard.poll(PATIENCE_S, TimeUnit.SECONDS);
    if (next == null) {
      throw new TimeoutException("nothing was said for " + PATIENCE_S + " s");
    }
    return next;
  }

  /** The next message of a type, passing over others. */
  JsonNode hear(String type) throws Exception {
    JsonNode next = hear();
    while (!next.path("type").asString().equals(type)) {
      next = hear();
    }
    return next;
  }

  /** Why it was hung up on. */
  String closedFor() throws Exception {
    return closed.get(PATIENCE_S, TimeUnit.SECONDS);
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    part.append(data);
    if (last) {
      heard.add(JSON.readTree(part.toString()));
      part.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
    closed.complete(reason);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closed.complete(String.valueOf(error));
  }

  @Override
  public void close() {
    socket.abort();
  }
}
