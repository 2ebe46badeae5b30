/** The commands of a Monitor's user, at a terminal or from a pipe. Decides nothing by itself. */
@NullMarked
package org.evcharging.monitor.prompt;

import org.jspecify.annotations.NullMarked;
