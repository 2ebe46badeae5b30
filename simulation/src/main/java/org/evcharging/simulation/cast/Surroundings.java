package org.evcharging.simulation.cast;

import org.evcharging.simulation.disk.Database;
import org.evcharging.simulation.kafka.Mishaps;
import org.evcharging.simulation.kafka.SimulatedKafka;
import org.evcharging.simulation.net.Network;
import org.evcharging.simulation.plan.Tally;
import org.evcharging.simulation.verifier.Verifier;
import org.evcharging.simulation.world.Chance;
import org.evcharging.simulation.world.Delays;
import org.evcharging.simulation.world.World;

/** What all programs of a simulated network have in common. */
public record Surroundings(
    World world,
    Chance chance,
    Delays delays,
    SimulatedKafka kafka,
    Mishaps mishaps,
    Network network,
    Database database,
    Tally tally,
    Verifier verifier) {}
