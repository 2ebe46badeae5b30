package org.evcharging.central.state;

import java.util.concurrent.CompletableFuture;
import org.evcharging.central.core.Decision.Reply;

/**
 * What came of an input.
 *
 * @param reply to be told only after {@code committed}
 * @param committed completes when the decision, and all that it could have seen, is on the disk; on
 *     a thread that may block
 */
public record Receipt(Reply reply, CompletableFuture<Void> committed) {}
