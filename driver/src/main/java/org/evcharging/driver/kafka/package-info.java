/**
 * A driver's ties to Central: requests out, notifications and the state of the network in. Nothing
 * here decides what to ask or how it looks.
 */
@NullMarked
package org.evcharging.driver.kafka;

import org.jspecify.annotations.NullMarked;
