/** What of a clearing survives, behind an interface: production has SQLite, tests have memory. */
@NullMarked
package org.evcharging.clearing.store;

import org.jspecify.annotations.NullMarked;
