/** What the launcher's own programs have in common. Nothing here knows any of them. */
@NullMarked
package org.evcharging.launcher.program;

import org.jspecify.annotations.NullMarked;
