/**
 * Central as HTTP clients see it. What may be asked is in spec §13; nothing is decided here, and no
 * database is read.
 */
@NullMarked
package org.evcharging.central.http;

import org.jspecify.annotations.NullMarked;
