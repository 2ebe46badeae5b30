package org.evcharging.central.http;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.evcharging.central.access.Role;
import org.evcharging.central.core.SiteAnswer;
import org.evcharging.central.core.SiteOrder;
import org.evcharging.central.core.SiteRefusal;
import org.evcharging.central.http.SiteMessages.Heard;
import org.evcharging.central.http.live.SiteHub;
import org.evcharging.central.http.live.Watcher;
import org.evcharging.central.state.BookingDesk;
import org.evcharging.central.state.Sites;
import org.evcharging.central.store.StoreFailure;
import org.evcharging.model.DriverId;
import org.evcharging.model.SiteName;

/**
 * What goes on over one WebSocket to a site: its messages are answered one after the other, by a
 * thread of its own, and errors go to nobody else. Thread-safe.
 */
final class SiteConversation {
  /** Who sends more before the first is answered does not wait for answers. */
  private static final int MAX_UNANSWERED = 16;

  private final SiteName site;
  private final HttpApi api;
  private final SiteHub hub;
  private final Watcher watcher;
  private final Access.Socket socket;
  private final BlockingQueue<Heard> heard = new ArrayBlockingQueue<>(MAX_UNANSWERED);
  private final Thread thread;

  SiteConversation(SiteName site, HttpApi api, SiteHub hub, Watcher watcher, Access.Socket socket) {
    this.site = site;
    this.api = api;
    this.hub = hub;
    this.watcher = watcher;
    this.socket = socket;
    this.thread = Thread.ofVirtual().name("site conversation").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Has a message answered. Never waits. */
  void heard(String message) {
    if (!heard.offer(SiteMessages.parse(message))) {
      watcher.drop("wait for the answers to your messages");
    }
  }

  /** The connection is no more. */
  void close() {
    socket.leave();
    hub.remove(site, watcher);
    watcher.close();
    thread.interrupt();
  }

  private void run() {
    try {
      if (socket.role().isPresent()) {
        attempt(this::watch);
      }
      while (true) {
        Heard message = heard.take();
        attempt(() -> answer(message));
      }
    } catch (InterruptedException e) {
      // Closed: nobody hears an answer any more.
      Thread.currentThread().interrupt();
    } finally {
      hub.remove(site, watcher);
    }
  }

  /** Something of which may come that it is refused. */
  private interface Attempt {
    void run() throws StoreFailure, InterruptedException;
  }

  private void attempt(Attempt attempt) throws InterruptedException {
    try {
      attempt.run();
    } catch (Refusal refusal) {
      watcher.tell(SiteMessages.error(refusal.problem().code(), refusal.problem().detail()));
    } catch (StoreFailure e) {
      watcher.tell(SiteMessages.error("NOT_READY", e.line()));
    }
  }

  private void answer(Heard message) throws StoreFailure, InterruptedException {
    switch (message) {
      case Heard.Auth(String token) -> {
        boolean watched = socket.role().isPresent();
        socket.authorize(token);
        if (!watched) {
          watch();
        }
      }
      case Heard.Join join ->
          order(
              new SiteOrder.Join(
                  site, join.window(), self(join.driver()), join.waits(), socket.who()));
      case Heard.Leave leave ->
          order(new SiteOrder.Leave(site, leave.window(), self(leave.driver()), socket.who()));
      case Heard.Nonsense(String why) -> watcher.tell(SiteMessages.error("BAD_REQUEST", why));
    }
  }

  /**
   * First the changes, then how it is: nothing falls between, and what is older is told by its
   * version.
   */
  private void watch() throws InterruptedException {
    hub.add(site, watcher);
    if (api.bookings().chargePointCount(site) == 0) {
      watcher.tell(
          SiteMessages.error(SiteRefusal.UNKNOWN_SITE.name(), SiteRefusal.UNKNOWN_SITE.words()));
      return;
    }
    Sites.Look look = api.bookings().look(site);
    Committed.await(look.committed());
    watcher.tell(SiteMessages.site(look.site()));
  }

  private DriverId self(DriverId driver) throws StoreFailure {
    return switch (socket.requireToken()) {
      case Role.Operator _ -> driver;
      case Role.Driver(DriverId id) when id.equals(driver) -> driver;
      case Role.Driver _, Role.Viewer _ ->
          throw socket.forbid("your token is not " + driver + "'s");
    };
  }

  private void order(SiteOrder order) throws StoreFailure, InterruptedException {
    api.requireRunning();
    BookingDesk.Outcome outcome = api.bookings().order(order);
    Committed.await(outcome.committed());
    Optional<String> answer =
        switch (outcome.answer()) {
          case SiteAnswer.Refused(SiteRefusal reason) ->
              Optional.of(SiteMessages.error(reason.name(), reason.words()));
          case SiteAnswer.Booked _ -> Optional.of(SiteMessages.own("Booked", order, 0));
          case SiteAnswer.Waits(int position) ->
              Optional.of(SiteMessages.own("Waiting", order, position));
          case SiteAnswer.Left _ -> Optional.of(SiteMessages.own("Left", order, 0));
          case SiteAnswer.Offered _ -> Optional.empty();
        };
    answer.ifPresent(watcher::tell);
  }
}
