package org.evcharging.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.evcharging.driver.core.Batch;
import org.evcharging.driver.core.CurrentSession;
import org.evcharging.driver.core.Notices;
import org.evcharging.driver.kafka.Incoming;
import org.evcharging.message.Notification;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.DriverId;
import org.evcharging.model.RequestId;
import org.evcharging.time.Clocks;
import org.junit.jupiter.api.Test;

class DriverDeskTest {
  private final List<String> sent = new ArrayList<>();
  private final List<Notification> shown = new ArrayList<>();
  private final Memory memory = new Memory();
  private final Time time = new Time();
  private final DriverDesk desk =
      new DriverDesk(
          (notification, _, _) -> shown.add(notification),
          memory,
          (request, again) -> sent.add(request.requestId() + (again ? " again" : "")),
          time);
  private final Batch batch =
      new Batch(
          new DriverId("D1"),
          List.of(new ChargePointId("MAD-01")),
          Batch.Plan.ONCE,
          () -> new RequestId("R-1"));

  @Test
  void nothingIsAskedBeforeItHasCaughtUp() {
    desk.begin(batch);
    desk.nextMoves();
    assertThat(sent).isEmpty();

    desk.take(new Incoming.CaughtUp());
    desk.nextMoves();

    assertThat(sent).containsExactly("R-1");
  }

  @Test
  void whatIsNotAnsweredIsAskedAgainAtTheTimeThatItNames() {
    desk.take(new Incoming.CaughtUp());
    desk.begin(batch);
    assertThat(desk.nextMoves()).isZero();
    Duration pause = desk.nextMoves();
    assertThat(pause).isEqualTo(Duration.ofSeconds(10));

    time.nowNanos += pause.toNanos();
    desk.nextMoves();

    assertThat(sent).containsExactly("R-1", "R-1 again");
  }

  @Test
  void theSessionIsRememberedWhileItGoesOnAndTheErrandEndsWithItsTicket() {
    desk.take(new Incoming.CaughtUp());
    desk.begin(batch);
    desk.nextMoves();

    hear(Notices.authorized("R-1"));
    assertThat(memory.session.map(CurrentSession::sessionId)).contains(Notices.session("R-1"));

    hear(Notices.ticket("R-1", 100, 3));
    assertThat(desk.nextMoves()).isZero();

    assertThat(memory.session).isEmpty();
    assertThat(desk.isDoing(batch)).isFalse();
    assertThat(desk.isBusy()).isFalse();
  }

  @Test
  void whatIsHeardTwiceIsShownOnce() {
    Notification ticket = Notices.ticket("R-1", 100, 3);

    hear(ticket);
    hear(ticket);

    assertThat(shown).containsExactly(ticket);
  }

  @Test
  void whatTheUserTypedIsGivenBack() {
    assertThat(desk.take(new Incoming.Typed("list"))).contains(new Incoming.Typed("list"));
    assertThat(desk.take(new Incoming.Words("Central is back"))).isEmpty();
  }

  private void hear(Notification notification) {
    desk.take(new Incoming.Heard(notification, Notices.START, true));
  }

  private static final class Memory implements SessionMemory {
    private Optional<CurrentSession> session = Optional.empty();

    @Override
    public Optional<CurrentSession> read() {
      return session;
    }

    @Override
    public void write(Optional<CurrentSession> written) {
      session = written;
    }
  }

  private static final class Time implements Clocks {
    private long nowNanos;

    @Override
    public Instant instant() {
      return Notices.START.plusNanos(nowNanos);
    }

    @Override
    public long nanos() {
      return nowNanos;
    }
  }
}
