/**
 * Virtual time, chance, machines and the lives of programs. Nothing here knows what the programs
 * do.
 */
@NullMarked
package org.evcharging.simulation.world;

import org.jspecify.annotations.NullMarked;
