package org.evcharging.central.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class FlightTest {
  private final Flight flight = new Flight(3, 5);

  @Test
  void aRowCountsAsAcknowledgedWhenAllBeforeItAre() {
    Flight.Place six = flight.take(6, 0);
    Flight.Place eight = flight.take(8, 0);

    arrive(eight);
    assertThat(flight.acknowledgedTo()).isEqualTo(5);
    arrive(six);
    assertThat(flight.acknowledgedTo()).isEqualTo(8);
  }

  @Test
  void placesAreUsedAgainAndAgain() {
    for (long row = 6; row < 100; row++) {
      arrive(flight.take(row, 0));
      assertThat(flight.acknowledgedTo()).isEqualTo(row);
    }
    assertThat(flight.size()).isZero();
  }

  @Test
  void itIsFullUntilTheOldestHasArrived() {
    List<Flight.Place> places = new ArrayList<>();
    for (long row = 6; row < 9; row++) {
      places.add(flight.take(row, row));
    }
    arrive(places.get(1));
    flight.acknowledgedTo();
    assertThat(flight.full()).isTrue();

    arrive(places.get(0));
    flight.acknowledgedTo();
    assertThat(flight.size()).isEqualTo(1);
    assertThat(flight.oldestNanos(10)).isEqualTo(2);
  }

  @Test
  void whatTheProducerRefusesAtOnceIsNotOnItsWay() {
    flight.take(6, 0).onCompletion(null, new TimeoutException("no metadata"));

    assertThat(flight.wasRefused()).isTrue();
    assertThat(flight.wasRefused()).isFalse();
    assertThat(flight.size()).isZero();
    arrive(flight.take(6, 0));
    assertThat(flight.acknowledgedTo()).isEqualTo(6);
  }

  @Test
  void aFailureOnTheWayBreaksTheProducer() throws Exception {
    Flight.Place place = flight.take(6, 0);
    assertThat(flight.wasRefused()).isFalse();
    Exception failure = new TimeoutException("fenced");
    place.onCompletion(null, failure);

    assertThat(flight.broken()).isSameAs(failure);
    assertThat(flight.acknowledgedTo()).isEqualTo(5);
  }

  private static void arrive(Flight.Place place) {
    place.onCompletion(null, null);
  }
}
