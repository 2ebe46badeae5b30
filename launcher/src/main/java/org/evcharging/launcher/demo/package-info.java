/**
 * {@code ev demo}: a whole network in one process, with a Kafka of its own. It only puts together
 * what the other commands run.
 */
@NullMarked
package org.evcharging.launcher.demo;

import org.jspecify.annotations.NullMarked;
