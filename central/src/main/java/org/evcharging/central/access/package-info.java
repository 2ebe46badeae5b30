/**
 * Who may ask Central for what: tokens, and the roles they give. Whatever has a door to outside
 * uses it; it knows no door itself.
 */
@NullMarked
package org.evcharging.central.access;

import org.jspecify.annotations.NullMarked;
