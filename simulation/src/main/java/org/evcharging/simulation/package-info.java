/**
 * The whole network in one thread, in virtual time, with faults drawn from a seed: {@code ev
 * simulate}. See {@code docs/simulation.md}.
 */
@NullMarked
package org.evcharging.simulation;

import org.jspecify.annotations.NullMarked;
