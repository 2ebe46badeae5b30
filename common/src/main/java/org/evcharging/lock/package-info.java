/**
 * Locks that know their place: each has a rank, and taking them in a wrong order fails at once.
 * Nothing here knows what the locks guard.
 */
@NullMarked
package org.evcharging.lock;

import org.jspecify.annotations.NullMarked;
