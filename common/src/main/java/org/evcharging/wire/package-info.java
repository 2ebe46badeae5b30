/**
 * The TCP protocol of spec §6: bytes to tokens, tokens to a connection that answers and resends,
 * and the operations that travel in its frames. Knows nothing of who speaks it, or why.
 */
@NullMarked
package org.evcharging.wire;

import org.jspecify.annotations.NullMarked;
