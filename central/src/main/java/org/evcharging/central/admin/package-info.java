/**
 * {@code ev admin}: a client of Central's HTTP API for operators. It knows the API by its addresses
 * and its JSON alone, and nothing of what is behind it.
 */
@NullMarked
package org.evcharging.central.admin;

import org.jspecify.annotations.NullMarked;
