package org.evcharging.central.core;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Requests that are too new to be surely found on the disk: a request is looked up there before the
 * lock, and what was decided since then may not be committed yet.
 */
final class RecentRequests {
  /**
   * Far more than can lie between a look-up and its decision: the journal holds 10,000 entries that
   * are not committed, a reader some 500 records.
   */
  private static final int CAPACITY = 40_000;

  private final Map<RequestKey, KnownRequest> requests = new LinkedHashMap<>();

  Optional<KnownRequest> find(RequestKey key) {
    return Optional.ofNullable(requests.get(key));
  }

  void taken(RequestKey key, KnownRequest request) {
    requests.put(key, request);
    if (requests.size() > CAPACITY) {
      requests.remove(requests.keySet().iterator().next());
    }
  }

  /** The session that a request came to has been answered. */
  void answered(OpenSession.Facts session, Answer answer) {
    requests.computeIfPresent(
        new RequestKey(session.driver(), session.requestId()),
        (_, known) -> new KnownRequest(known.contents(), answer));
  }
}
