package org.evcharging.driver.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.evcharging.driver.kafka.Incoming.Words;
import org.junit.jupiter.api.Test;

class InboxTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration A_MOMENT = Duration.ofMillis(200);

  private final Inbox inbox = new Inbox();

  @Test
  void whatIsHandedOverIsWaitedForUntilItWasDealtWith() throws Exception {
    CompletableFuture<Void> handed = CompletableFuture.runAsync(() -> inbox.hand(words("ticket")));

    assertThat(inbox.next(SOON)).contains(words("ticket"));
    assertThat(returnedWithin(handed, A_MOMENT)).isFalse();

    assertThat(inbox.next(Duration.ZERO)).isEmpty();

    assertThat(returnedWithin(handed, SOON)).isTrue();
  }

  @Test
  void onceClosedNobodyWaitsAndWhatWasHandedOverIsStillThere() {
    inbox.close();

    inbox.hand(words("ticket"));

    assertThat(inbox.next(Duration.ZERO)).contains(words("ticket"));
  }

  @Test
  void whoPutsSomethingIntoAFullOneWaitsUntilOneWasDealtWith() {
    for (int i = 0; i < 16; i++) {
      inbox.put(words("line " + i));
    }
    CompletableFuture<Void> put = CompletableFuture.runAsync(() -> inbox.put(words("one more")));
    assertThat(inbox.next(SOON)).contains(words("line 0"));
    assertThat(returnedWithin(put, A_MOMENT)).isFalse();

    assertThat(inbox.next(SOON)).contains(words("line 1"));

    assertThat(returnedWithin(put, SOON)).isTrue();
  }

  private static Words words(String words) {
    return new Words(words);
  }

  private static boolean returnedWithin(CompletableFuture<Void> call, Duration patience) {
    return call.thenApply(_ -> true)
        .completeOnTimeout(false, patience.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }
}
