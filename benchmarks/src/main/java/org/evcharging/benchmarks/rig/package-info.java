/**
 * What is measured: a real broker in a process of its own, fresh topics, and in the middle either
 * the real Central or the bare relay. Nothing here knows what is measured of them.
 */
@NullMarked
package org.evcharging.benchmarks.rig;

import org.jspecify.annotations.NullMarked;
