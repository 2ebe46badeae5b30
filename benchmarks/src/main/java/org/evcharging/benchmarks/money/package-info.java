/**
 * Money measured: callers that move it and wait, Central's accounts with journal and database, and
 * what they are compared with: a loop that writes the same rows. Nothing here knows Kafka.
 */
@NullMarked
package org.evcharging.benchmarks.money;

import org.jspecify.annotations.NullMarked;
