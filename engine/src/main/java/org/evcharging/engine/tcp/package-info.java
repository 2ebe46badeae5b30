/**
 * The TCP server on which an Engine's Monitor watches it (spec §6). Nothing here decides for the
 * Engine: frames become inputs, and its state becomes answers.
 */
@NullMarked
package org.evcharging.engine.tcp;

import org.jspecify.annotations.NullMarked;
