package org.evcharging.central.store;

import java.util.List;

/**
 * A session and its life.
 *
 * @param timeline in the order in which it was decided
 */
public record SessionStory(StoredSession session, List<TimelineLine> timeline) {}
