package org.evcharging.clearing.core;

/**
 * What one member has to pay to another once all claims are netted.
 *
 * @param cents at least 1
 */
public record Transfer(MemberId from, MemberId to, long cents) {}
