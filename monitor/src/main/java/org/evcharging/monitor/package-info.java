/**
 * A Monitor: it watches one Engine and reports to Central. Here is its life in a process; decisions
 * live in {@code core}, connections in {@code tcp}, the user's commands in {@code prompt}.
 */
@NullMarked
package org.evcharging.monitor;

import org.jspecify.annotations.NullMarked;
