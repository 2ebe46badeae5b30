/**
 * What an Engine keeps on its own disk: its folder, and the journal of its supplies. Nothing here
 * decides anything.
 */
@NullMarked
package org.evcharging.engine.journal;

import org.jspecify.annotations.NullMarked;
