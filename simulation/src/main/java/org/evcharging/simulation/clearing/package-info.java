/**
 * The clearing between companies as it is played: its lives at Central's, the line to it, and what
 * members have to upload. What it decides and remembers is its own.
 */
@NullMarked
package org.evcharging.simulation.clearing;

import org.jspecify.annotations.NullMarked;
