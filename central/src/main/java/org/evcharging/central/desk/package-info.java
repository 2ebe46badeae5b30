/**
 * The money desk: a line protocol over TCP for scripts and terminals (spec §8). What the lines do
 * is decided in {@code state}; nothing here knows HTTP or Kafka.
 */
@NullMarked
package org.evcharging.central.desk;

import org.jspecify.annotations.NullMarked;
