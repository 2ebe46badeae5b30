/**
 * The clearing measured: five members that upload over sockets, and what they are compared with:
 * threads that insert the same CDRs in the same batches. Nothing here knows Kafka, or Central.
 */
@NullMarked
package org.evcharging.benchmarks.clearing;

import org.jspecify.annotations.NullMarked;
