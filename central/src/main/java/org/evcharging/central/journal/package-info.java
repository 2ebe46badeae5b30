/**
 * The one way to the disk: entries in the order of the decisions, many to a transaction, and
 * nothing handed on before it is committed.
 */
@NullMarked
package org.evcharging.central.journal;

import org.jspecify.annotations.NullMarked;
