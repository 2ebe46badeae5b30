package org.evcharging.central.core;

/**
 * What an operator has decided for the whole network.
 *
 * @param openDrivers whether a driver who is not known is admitted at the first request
 */
public record NetworkPolicy(boolean openDrivers) {}
