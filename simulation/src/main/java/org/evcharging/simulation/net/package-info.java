/** TCP connections in virtual time, and how they break. Nothing here knows what is said on them. */
@NullMarked
package org.evcharging.simulation.net;

import org.jspecify.annotations.NullMarked;
