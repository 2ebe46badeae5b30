/**
 * What every {@code ev} command has in common: options, one-line errors, a prompt, and a life that
 * ends cleanly at a signal. Knows nothing of charge points beyond their ids, and never of Kafka,
 * sockets or databases.
 */
@NullMarked
package org.evcharging.console;

import org.jspecify.annotations.NullMarked;
