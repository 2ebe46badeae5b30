/**
 * An Engine as a whole: its status under the one lock, and the parts around it put together. What
 * it decides is in {@code core}; Kafka, sockets, disk and terminal each have a package of their
 * own.
 */
@NullMarked
package org.evcharging.engine;

import org.jspecify.annotations.NullMarked;
