/** What is to happen in a run: drivers' wishes and faults, all of it drawn from the seed. */
@NullMarked
package org.evcharging.simulation.plan;

import org.jspecify.annotations.NullMarked;
