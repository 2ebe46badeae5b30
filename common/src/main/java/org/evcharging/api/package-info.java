/**
 * A client of Central's HTTP API, for the command line programs. Knows Central by its answers
 * alone.
 */
@NullMarked
package org.evcharging.api;

import org.jspecify.annotations.NullMarked;
