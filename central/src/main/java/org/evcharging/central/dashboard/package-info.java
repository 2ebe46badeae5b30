/**
 * Central's screen in a terminal: a pure drawing of what {@code state} shows, a command line, and
 * the loop and terminal that join them. Nothing here decides anything or talks to another program;
 * orders go through {@link org.evcharging.central.state.OperatorDesk}.
 */
@NullMarked
package org.evcharging.central.dashboard;

import org.jspecify.annotations.NullMarked;
