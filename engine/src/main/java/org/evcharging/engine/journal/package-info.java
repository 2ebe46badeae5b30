/**
 * What an Engine keeps on its own disk. Nothing here decides anything; every write is on the disk
 * before it returns.
 */
@NullMarked
package org.evcharging.engine.journal;

import org.jspecify.annotations.NullMarked;
