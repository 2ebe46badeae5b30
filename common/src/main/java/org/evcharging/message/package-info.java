/**
 * What travels by Kafka (spec §7): sealed records, the topics they belong to, and the codec between
 * them and JSON. No clients, no threads, no clocks.
 */
@NullMarked
package org.evcharging.message;

import org.jspecify.annotations.NullMarked;
