/** {@code ev clearing}: a member's side of a clearing, as commands. */
@NullMarked
package org.evcharging.clearing.cli;

import org.jspecify.annotations.NullMarked;
