package org.evcharging.central.core;

import org.evcharging.model.DriverId;
import org.evcharging.model.RequestId;

/** What makes a request the same: who asks, and the id they gave it. */
public record RequestKey(DriverId driver, RequestId requestId) {}
