/**
 * Faults put in from outside: script files, and the control port with its client. What a fault does
 * is decided in {@code core}.
 */
@NullMarked
package org.evcharging.monitor.inject;

import org.jspecify.annotations.NullMarked;
