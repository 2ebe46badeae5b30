/** The clearing's tables in SQLite. */
@NullMarked
package org.evcharging.clearing.store.sqlite;

import org.jspecify.annotations.NullMarked;
