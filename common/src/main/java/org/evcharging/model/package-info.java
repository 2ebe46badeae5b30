/**
 * The words of the business as immutable values: ids, energy, money, tariffs, states and reasons.
 * Imports java.base only; nothing here does I/O, reads a clock or knows how it is stored.
 */
@NullMarked
package org.evcharging.model;

import org.jspecify.annotations.NullMarked;
