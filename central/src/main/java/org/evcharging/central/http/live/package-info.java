/**
 * What people watch over WebSockets: the network, and the bookable windows of a site. Each watcher
 * has a queue and a thread of its own, so that a slow one keeps nobody waiting.
 */
@NullMarked
package org.evcharging.central.http.live;

import org.jspecify.annotations.NullMarked;
