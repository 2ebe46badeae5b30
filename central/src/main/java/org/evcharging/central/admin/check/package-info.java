/**
 * The auditor: reads Kafka's topics and the database, and nothing else, and says whether everything
 * adds up. It restates the rules in its own words, in SQL, and uses no class of Central's, so that
 * a mistake there cannot hide itself here. What it checks is listed in {@code docs/checking.md}.
 */
@NullMarked
package org.evcharging.central.admin.check;

import org.jspecify.annotations.NullMarked;
