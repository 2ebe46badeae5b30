/**
 * The Engine's side of Kafka: commands in, events and requests out, behind two small interfaces so
 * that many Engines can share one client. Nothing here knows the Engine's rules.
 */
@NullMarked
package org.evcharging.engine.kafka;

import org.jspecify.annotations.NullMarked;
