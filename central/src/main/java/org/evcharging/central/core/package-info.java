/**
 * The rules of the charging network: what may happen, and what follows from it. Pure: no I/O, no
 * threads, no locks, no clocks and no randomness, so that it can be run a million times a second.
 */
@NullMarked
package org.evcharging.central.core;

import org.jspecify.annotations.NullMarked;
