package org.evcharging.central.admin.check;

/**
 * A rule that must hold over the {@link Ledger}.
 *
 * @param name short, for programs; stays the same over versions
 * @param query gives one text, a line for people that names the ids, for each place where the rule
 *     is broken
 */
record Rule(String name, String query) {}
