/**
 * The {@code ev engine} command and its prompt. Nothing here decides: typed words become calls of
 * the Engine.
 */
@NullMarked
package org.evcharging.engine.prompt;

import org.jspecify.annotations.NullMarked;
