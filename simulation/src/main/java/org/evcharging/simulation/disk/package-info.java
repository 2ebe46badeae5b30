/**
 * What is on the disks of the simulated network, and how it is written: what was forced survives,
 * what was not may be lost or torn.
 */
@NullMarked
package org.evcharging.simulation.disk;

import org.jspecify.annotations.NullMarked;
