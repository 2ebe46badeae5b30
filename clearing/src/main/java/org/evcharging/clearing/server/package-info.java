/** The server side of a clearing: members' connections, and what is answered on them. */
@NullMarked
package org.evcharging.clearing.server;

import org.jspecify.annotations.NullMarked;
