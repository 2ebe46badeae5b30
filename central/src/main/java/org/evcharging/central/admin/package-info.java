/** {@code ev admin}: what an operator asks a network from a terminal. */
@NullMarked
package org.evcharging.central.admin;

import org.jspecify.annotations.NullMarked;
