package org.evcharging.launcher.lab;

/**
 * A line of a timeline.
 *
 * @param atNanos since the start
 * @param words for people
 */
record Step(Side thread, long atNanos, Did did, String words) {}
