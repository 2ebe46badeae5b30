package org.evcharging.central.http.live;

/**
 * What can be watched.
 *
 * @param sites the windows of sites
 * @param network all of it
 */
public record Live(SiteHub sites, NetworkHub network) {}
