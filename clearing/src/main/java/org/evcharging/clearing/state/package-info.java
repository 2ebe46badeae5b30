/**
 * What members share while they upload at once, each part behind a lock of its own: {@link
 * org.evcharging.clearing.state.Completion} counts who has finished, {@link
 * org.evcharging.clearing.state.Storage} keeps what they uploaded. Who needs both takes them in
 * this order.
 */
@NullMarked
package org.evcharging.clearing.state;

import org.jspecify.annotations.NullMarked;
