package org.evcharging.clearing.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.evcharging.clearing.client.MemberConnection;
import org.evcharging.console.UserError;
import org.evcharging.model.ClearingPeriod;
import org.evcharging.model.MemberId;
import org.junit.jupiter.api.Test;

class ReconnectingTest {
  private static final ClearingPeriod NOVEMBER = ClearingPeriod.of("2026-11");
  private static final MemberId A = new MemberId("A");
  private static final Duration PATIENCE = Duration.ofMillis(300);

  private final List<String> words = new ArrayList<>();

  /** Lets the member in, and then says nothing until it is closed. */
  private static final class SilentLine implements MemberConnection.Line {
    private final CountDownLatch closed = new CountDownLatch(1);
    private boolean welcomed;

    @Override
    public boolean send(String payload) {
      return true;
    }

    @Override
    public Optional<String> receive() throws IOException {
      if (!welcomed) {
        welcomed = true;
        return Optional.of("WELCOME#2026-11#A#0#-");
      }
      try {
        closed.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      return Optional.empty();
    }

    @Override
    public String peer() {
      return "central";
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }

  @Test
  void whoSaysNothingForTooLongIsGivenUp() {
    try (Reconnecting connections =
        reconnecting(() -> MemberConnection.open(new SilentLine(), NOVEMBER, A, "secret"))) {
      assertThatThrownBy(() -> connections.run(MemberConnection::ask))
          .isInstanceOf(UserError.class)
          .hasMessageStartingWith("gave up after")
          .hasMessageContaining("central has left");
    }
  }

  @Test
  void whoIsNotThereIsTriedAgainAndSaidOnce() {
    List<Integer> attempts = new ArrayList<>();
    try (Reconnecting connections =
        reconnecting(() -> {
          attempts.add(1);
          throw new IOException("nobody there");
        })) {
      assertThatThrownBy(() -> connections.run(MemberConnection::ask))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("nobody there");
    }
    assertThat(attempts).hasSizeGreaterThan(1);
    assertThat(words).singleElement().asString().contains("trying again");
  }

  @Test
  void aNoIsAnAnswer() {
    try (Reconnecting connections =
        reconnecting(() ->
            MemberConnection.open(
                new RefusingLine("that is not the secret"), NOVEMBER, A, "wrong"))) {
      assertThatThrownBy(() -> connections.run(MemberConnection::ask))
          .isInstanceOf(UserError.class)
          .hasMessage("Central refused: that is not the secret");
    }
    assertThat(words).isEmpty();
  }

  private record RefusingLine(String reason) implements MemberConnection.Line {
    @Override
    public boolean send(String payload) {
      return true;
    }

    @Override
    public Optional<String> receive() {
      return Optional.of("REFUSED#" + reason);
    }

    @Override
    public String peer() {
      return "central";
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }

  private Reconnecting reconnecting(Reconnecting.Connector connector) {
    return new Reconnecting(connector, PATIENCE, words::add, System::nanoTime);
  }
}
