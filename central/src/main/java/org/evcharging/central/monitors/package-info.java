/**
 * The TCP server for Monitors: connections in, registrations and life signs to be decided, operator
 * orders out. What any of it means for a charge point is not known here.
 */
@NullMarked
package org.evcharging.central.monitors;

import org.jspecify.annotations.NullMarked;
