package org.evcharging.wire;

/**
 * A socket on which ENQ was answered with ACK.
 *
 * @param peer may hold bytes that came right behind the greeting
 * @param name of the other side
 */
record Greeted(Line line, FramedPeer peer, String name) {}
