package org.evcharging.central.http;

/**
 * Connections that stand at one moment.
 *
 * @param monitors of Monitors, registered or not
 * @param desk with the money desk
 * @param http with the HTTP API, that of who asks for this among them
 */
public record Connections(long monitors, long desk, long http) {}
