/**
 * The real programs in their simulated lives, and who starts, kills and commands them. What the
 * programs do is their own; here is only what threads, sockets and clients are otherwise.
 */
@NullMarked
package org.evcharging.simulation.cast;

import org.jspecify.annotations.NullMarked;
