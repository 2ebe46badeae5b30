package org.evcharging.central.http.live;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Somebody who watches: what they are to hear waits in a queue of theirs, and leaves by a thread of
 * theirs. Who takes too little of it is dropped, with the reason. Thread-safe.
 */
public final class Watcher {
  private static final Logger LOG = LoggerFactory.getLogger(Watcher.class);

  /** More than any burst; a watcher that has so many before it does not read. */
  static final int MAX_WAITING = 256;

  /** How long one message may take to leave. */
  private static final long SEND_PATIENCE_S = 10;

  private static final String END = "";

  private final Session session;
  private final BlockingQueue<String> messages = new ArrayBlockingQueue<>(MAX_WAITING);
  private volatile boolean closed;

  private Watcher(Session session) {
    this.session = session;
  }

  /** Begins to send what is {@linkplain #tell told}. */
  public static Watcher of(Session session) {
    Watcher watcher = new Watcher(session);
    var _ = Thread.ofVirtual().name("watcher").start(watcher::send);
    return watcher;
  }

  /**
   * Has a message sent, after those before it. Never waits.
   *
   * @return whether it watches on: not if it has been closed, or is dropped for this
   */
  public boolean tell(String json) {
    if (!closed && !messages.offer(json)) {
      drop(MAX_WAITING + " messages wait for you; read faster, then connect again");
    }
    return !closed;
  }

  /** Ends it, with a reason for whoever reads. */
  public void drop(String reason) {
    // 1013, try again later.
    session.close(1013, reason, Callback.NOOP);
    close();
  }

  /** Sends nothing more. */
  public void close() {
    closed = true;
    messages.clear();
    boolean _ = messages.offer(END);
  }

  private void send() {
    try {
      String next = messages.take();
      while (!next.isEmpty() && session.isOpen()) {
        send(next);
        next = messages.take();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      LOG.debug("watcher has gone error={}", String.valueOf(e.getCause()));
    } catch (TimeoutException e) {
      session.disconnect();
    }
  }

  private void send(String message)
      throws InterruptedException, ExecutionException, TimeoutException {
    CompletableFuture<Void> sent = new CompletableFuture<>();
    session.sendText(
        message, Callback.from(() -> sent.complete(null), sent::completeExceptionally));
    sent.get(SEND_PATIENCE_S, TimeUnit.SECONDS);
  }
}
