package org.evcharging.central.http;

import io.javalin.config.RoutesConfig;
import io.javalin.websocket.WsCloseStatus;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import java.util.Optional;
import org.evcharging.central.http.live.SiteHub;
import org.evcharging.central.http.live.Watcher;
import org.evcharging.model.SiteName;

/** {@code ws /ws/sites/{site}}: watches a site's windows, and books places in them (spec §13). */
final class SiteSocket {
  private static final String CONVERSATION = "conversation";

  private final HttpApi api;

  SiteSocket(HttpApi api) {
    this.api = api;
  }

  void addTo(RoutesConfig javalin) {
    javalin.ws("/ws/sites/{site}", this::configure);
  }

  private void configure(WsConfig ws) {
    ws.onConnect(ctx -> {
      try {
        SiteConversation conversation = conversation(ctx);
        ctx.attribute(CONVERSATION, conversation);
        conversation.start();
      } catch (IllegalArgumentException e) {
        // No name of a site.
        ctx.send(SiteMessages.error("BAD_REQUEST", String.valueOf(e.getMessage())));
        ctx.closeSession(WsCloseStatus.POLICY_VIOLATION, "no name of a site");
      }
    });
    ws.onBinaryMessage(
        ctx -> ctx.send(SiteMessages.error("BAD_REQUEST", "expected a text message")));
    ws.onMessage(ctx -> of(ctx).ifPresent(conversation -> conversation.heard(ctx.message())));
    ws.onClose(ctx -> of(ctx).ifPresent(SiteConversation::close));
    ws.onError(ctx -> of(ctx).ifPresent(SiteConversation::close));
  }

  private SiteConversation conversation(WsContext ctx) {
    SiteHub hub = api.live().sites();
    return new SiteConversation(
        new SiteName(ctx.pathParam("site")), api, hub, Watcher.of(ctx.session), Access.join(ctx));
  }

  private static Optional<SiteConversation> of(WsContext ctx) {
    return Optional.ofNullable(ctx.<SiteConversation>attribute(CONVERSATION));
  }
}
