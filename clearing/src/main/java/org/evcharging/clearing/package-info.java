/** Clearing between companies (spec §10), as one part of Central, and as a member's program. */
@NullMarked
package org.evcharging.clearing;

import org.jspecify.annotations.NullMarked;
