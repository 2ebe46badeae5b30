package org.evcharging.central.core;

import java.util.Optional;
import org.evcharging.model.Money;

/**
 * What an operator has decided for the whole network.
 *
 * @param openDrivers what a driver who is not known has to begin with, admitted at the first
 *     request; empty where only operators add drivers
 */
public record NetworkPolicy(Optional<Money> openDrivers) {}
