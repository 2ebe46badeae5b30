/**
 * What a driver sees: lines, a line updated in place, JSON, and the table of charge points. Nothing
 * here reads Kafka or decides what to ask.
 */
@NullMarked
package org.evcharging.driver.prompt;

import org.jspecify.annotations.NullMarked;
