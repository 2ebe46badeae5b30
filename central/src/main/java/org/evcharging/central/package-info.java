/**
 * Central put together: which parts there are, in which order they start and stop, and {@code ev
 * central}. Nothing here decides anything about charging.
 */
@NullMarked
package org.evcharging.central;

import org.jspecify.annotations.NullMarked;
