package org.evcharging.central.http;

import io.javalin.config.RoutesConfig;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import java.util.Optional;
import org.evcharging.central.access.Role;
import org.evcharging.central.http.SiteMessages.Heard;
import org.evcharging.central.http.live.NetworkHub;
import org.evcharging.central.http.live.Watcher;
import org.evcharging.central.store.StoreFailure;

/** {@code ws /ws/network}: the network live (spec §13). */
final class NetworkSocket {
  private static final String VISIT = "visit";

  private final HttpApi api;

  private record Visit(Watcher watcher, Access.Socket socket) {}

  NetworkSocket(HttpApi api) {
    this.api = api;
  }

  void addTo(RoutesConfig javalin) {
    javalin.ws("/ws/network", this::configure);
  }

  private void configure(WsConfig ws) {
    ws.onConnect(ctx -> {
      Visit visit = new Visit(Watcher.of(ctx.session), Access.join(ctx));
      ctx.attribute(VISIT, visit);
      attempt(visit, () -> watch(visit));
    });
    ws.onBinaryMessage(
        ctx -> ctx.send(SiteMessages.error("BAD_REQUEST", "expected a text message")));
    ws.onMessage(ctx -> {
      Optional<Visit> visit = of(ctx);
      if (visit.isPresent()) {
        heard(visit.get(), ctx.message());
      }
    });
    ws.onClose(ctx -> of(ctx).ifPresent(this::end));
    ws.onError(ctx -> of(ctx).ifPresent(this::end));
  }

  private void heard(Visit visit, String message) {
    if (watches(visit) || !(SiteMessages.parse(message) instanceof Heard.Auth(String token))) {
      visit.watcher().tell(SiteMessages.error("BAD_REQUEST", "there is nothing to ask for here"));
      return;
    }
    attempt(
        visit,
        () -> {
          visit.socket().authorize(token);
          watch(visit);
        });
  }

  /** Something of which may come that it is refused. */
  private interface Attempt {
    void run() throws StoreFailure;
  }

  private static void attempt(Visit visit, Attempt attempt) {
    try {
      attempt.run();
    } catch (Refusal refusal) {
      visit
          .watcher()
          .tell(SiteMessages.error(refusal.problem().code(), refusal.problem().detail()));
    } catch (StoreFailure e) {
      visit.watcher().tell(SiteMessages.error("NOT_READY", e.line()));
    }
  }

  /** Drivers see what is their own, and this is not. */
  private void watch(Visit visit) {
    visit
        .socket()
        .role()
        .ifPresent(role -> {
          if (role instanceof Role.Driver) {
            throw visit.socket().forbid("a driver's token is for what is the driver's own");
          }
          // Of a thread of its own: it waits for the disk.
          var _ =
              Thread.ofVirtual().name("network watcher").start(() -> hub().add(visit.watcher()));
        });
  }

  private static boolean watches(Visit visit) {
    return visit.socket().role().filter(role -> !(role instanceof Role.Driver)).isPresent();
  }

  private void end(Visit visit) {
    visit.socket().leave();
    hub().remove(visit.watcher());
    visit.watcher().close();
  }

  private NetworkHub hub() {
    return api.live().network();
  }

  private static Optional<Visit> of(WsContext ctx) {
    return Optional.ofNullable(ctx.<Visit>attribute(VISIT));
  }
}
