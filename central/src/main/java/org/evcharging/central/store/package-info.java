/**
 * What Central needs of a database, as an interface. Which database it is, only the package below
 * knows.
 */
@NullMarked
package org.evcharging.central.store;

import org.jspecify.annotations.NullMarked;
