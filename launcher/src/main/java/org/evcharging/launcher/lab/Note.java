package org.evcharging.launcher.lab;

/**
 * What a thread wrote down of itself, as it happened.
 *
 * @param about which lock, say; empty where there is nothing to add
 * @param atNanos since the start, by the clock that all threads share
 */
record Note(Did did, String about, long atNanos) {}
