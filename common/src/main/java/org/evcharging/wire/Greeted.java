package org.evcharging.wire;

/**
 * A socket on which ENQ was answered with ACK.
 *
 * @param tokens may hold bytes that came right behind the greeting
 */
record Greeted(Line line, TokenReader tokens, String peer) {}
