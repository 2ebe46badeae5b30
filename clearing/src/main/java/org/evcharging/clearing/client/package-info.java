/**
 * The member's side of a clearing: uploads a file, says that it has finished, asks what came of it.
 */
@NullMarked
package org.evcharging.clearing.client;

import org.jspecify.annotations.NullMarked;
