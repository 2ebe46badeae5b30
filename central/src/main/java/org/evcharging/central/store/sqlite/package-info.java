/**
 * The store in SQLite, and the only home of the database lock. Nothing but Central's wiring imports
 * it; all SQL of Central is here.
 */
@NullMarked
package org.evcharging.central.store.sqlite;

import org.jspecify.annotations.NullMarked;
