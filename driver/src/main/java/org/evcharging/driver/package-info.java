/**
 * A driver's program: {@code ev driver}, and the same in process for demo and tests. Here is what
 * ties rules, Kafka and screen together; none of them knows the others.
 */
@NullMarked
package org.evcharging.driver;

import org.jspecify.annotations.NullMarked;
