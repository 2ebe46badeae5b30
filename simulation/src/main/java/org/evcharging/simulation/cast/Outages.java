package org.evcharging.simulation.cast;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.evcharging.simulation.plan.FaultKind;

/** What is broken for a while: Kafka, networks, disks. Not thread-safe. */
public final class Outages {
  private final Stage stage;
  private final Surroundings around;
  private final Set<Cut> cuts = new LinkedHashSet<>();

  private record Cut(String one, String other) {}

  Outages(Stage stage, Surroundings around) {
    this.stage = stage;
    this.around = around;
  }

  void kafkaAway(long forNanos) {
    around.tally().fault(FaultKind.KAFKA_AWAY);
    around.verifier().kafkaTroubled();
    around.verifier().centralHearsLate(forNanos);
    around.kafka().goAway();
    var _ = around.world().after(forNanos, this::kafkaBack);
  }

  private void kafkaBack() {
    around.verifier().kafkaTroubled();
    around.kafka().comeBack();
  }

  void cut(String one, String other, long forNanos) {
    boolean fromKafka = other.equals("kafka");
    around.tally().fault(fromKafka ? FaultKind.KAFKA_CUT_OFF : FaultKind.NETWORK_CUT);
    if (fromKafka) {
      troubled(one);
      around.verifier().centralHearsLate(forNanos);
    }
    cuts.add(new Cut(one, other));
    around.network().cut(one, other);
    var _ = around.world().after(forNanos, () -> heal(one, other));
  }

  private void troubled(String cutOff) {
    if (cutOff.equals("central")) {
      around.verifier().kafkaTroubled();
    }
  }

  private void heal(String one, String other) {
    cuts.remove(new Cut(one, other));
    around.network().heal(one, other);
    if (other.equals("kafka")) {
      troubled(one);
      if (!around.kafka().isAway()) {
        around.kafka().comeBack();
      }
    }
  }

  void fill(String machine, long forNanos) {
    around
        .tally()
        .fault(
            machine.equals("central") ? FaultKind.CENTRAL_DISK_FULL : FaultKind.ENGINE_DISK_FULL);
    stage.fill(machine, true);
    var _ = around.world().after(forNanos, () -> stage.fill(machine, false));
  }

  /** Everything works again. */
  public void mendAll() {
    if (around.kafka().isAway()) {
      kafkaBack();
    }
    List<Cut> all = new ArrayList<>(cuts);
    all.forEach(cut -> heal(cut.one(), cut.other()));
    stage.emptyDisks();
  }
}
