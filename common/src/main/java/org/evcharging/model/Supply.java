package org.evcharging.model;

/**
 * What an Engine says it supplies.
 *
 * @param energy since the session's start
 */
public record Supply(SessionId session, Energy energy) {}
