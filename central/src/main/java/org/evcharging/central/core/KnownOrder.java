package org.evcharging.central.core;

import org.evcharging.model.Money;

/** An order to move money that was decided before, and its answer. */
public record KnownOrder(Movement movement, Money amount, MoneyAnswer answer) {}
