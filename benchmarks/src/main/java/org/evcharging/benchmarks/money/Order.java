package org.evcharging.benchmarks.money;

import org.evcharging.central.core.Movement;

/**
 * One caller's order.
 *
 * @param account which of the accounts, from 0
 * @param movement {@link Movement#TOP_UP} or {@link Movement#WITHDRAWAL}
 * @param id no other order has it
 */
record Order(int account, Movement movement, long cents, String id) {}
