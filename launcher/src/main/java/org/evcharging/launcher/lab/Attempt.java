package org.evcharging.launcher.lab;

import java.util.List;
import java.util.Optional;

/**
 * One race, as it truly happened.
 *
 * @param words what came of it, in a sentence
 * @param remarks what else is to be said of it
 * @param decidedAt the line of the sources that prevents it, or would with a lock that locks
 */
record Attempt(
    Outcome outcome,
    String words,
    List<String> remarks,
    List<Step> steps,
    Optional<SourceLine> decidedAt) {}
