package org.evcharging.clearing.core;

import org.evcharging.model.MemberId;

/**
 * What one member has to pay to another once all claims are netted.
 *
 * @param cents at least 1
 */
public record Transfer(MemberId from, MemberId to, long cents) {}
