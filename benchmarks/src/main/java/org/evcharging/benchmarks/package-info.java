/**
 * Measured figures: {@code ev bench}, its measurements and what they are compared with. How the
 * things measured are set up is in {@code rig}, what loads them in {@code traffic}.
 */
@NullMarked
package org.evcharging.benchmarks;

import org.jspecify.annotations.NullMarked;
