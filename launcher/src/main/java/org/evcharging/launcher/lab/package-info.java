/**
 * {@code ev lab}: races of real threads through Central's own classes, with and without the lock
 * that decides them. Nothing here is needed by any other program, and nothing is a copy of what it
 * shows.
 */
@NullMarked
package org.evcharging.launcher.lab;

import org.jspecify.annotations.NullMarked;
