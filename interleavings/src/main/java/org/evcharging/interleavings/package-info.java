/**
 * How tests show that a lock is needed, shared by all modules. It knows none of them, and no
 * program has it.
 */
@NullMarked
package org.evcharging.interleavings;

import org.jspecify.annotations.NullMarked;
