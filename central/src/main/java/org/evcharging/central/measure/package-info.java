/**
 * How large things were that happened often, counted in buckets as they happen. Nothing here knows
 * what is measured, nor who asks.
 */
@NullMarked
package org.evcharging.central.measure;

import org.jspecify.annotations.NullMarked;
