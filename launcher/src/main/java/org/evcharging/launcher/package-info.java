/**
 * The {@code ev} command: knows every role's command and starts the one that was asked for. Nothing
 * imports it.
 */
@NullMarked
package org.evcharging.launcher;

import org.jspecify.annotations.NullMarked;
