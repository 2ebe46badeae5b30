/**
 * The promises of the spec, checked from outside: by Kafka's records, frames, and what is on the
 * disks. Imports no program.
 */
@NullMarked
package org.evcharging.simulation.verifier;

import org.jspecify.annotations.NullMarked;
