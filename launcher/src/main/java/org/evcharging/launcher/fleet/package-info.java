/**
 * {@code ev fleet}: thousands of charge points in one process, with drivers that keep a share of
 * them busy. It only puts together what the other commands run, on Kafka clients that all share.
 */
@NullMarked
package org.evcharging.launcher.fleet;

import org.jspecify.annotations.NullMarked;
