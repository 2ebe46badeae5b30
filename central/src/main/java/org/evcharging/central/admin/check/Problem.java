package org.evcharging.central.admin.check;

/**
 * Something that does not add up.
 *
 * @param rule the short name of the rule that is broken
 * @param line what is wrong, with the ids, for people
 */
public record Problem(String rule, String line) {}
