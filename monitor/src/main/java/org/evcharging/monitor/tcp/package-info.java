/**
 * A Monitor's connections: made, kept, and made again after a pause that grows. What is said on
 * them is decided in {@code core}.
 */
@NullMarked
package org.evcharging.monitor.tcp;

import org.jspecify.annotations.NullMarked;
