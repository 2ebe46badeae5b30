/** What time it is: the one place that asks the machine. Knows nothing of who wants to know. */
@NullMarked
package org.evcharging.time;

import org.jspecify.annotations.NullMarked;
