/**
 * A real single-node Kafka inside this process, for people without Docker, the demo and tests. The
 * only package that knows Kafka's server classes, which are no public API and change with versions.
 */
@NullMarked
package org.evcharging.launcher.broker;

import org.jspecify.annotations.NullMarked;
