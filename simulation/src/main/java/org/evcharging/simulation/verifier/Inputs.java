package org.evcharging.simulation.verifier;

import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.evcharging.message.MalformedMessage;
import org.evcharging.message.MessageCodec;
import org.evcharging.message.Notification;
import org.evcharging.message.Request;
import org.evcharging.message.Topic;
import org.evcharging.model.DenialReason;
import org.evcharging.simulation.disk.Database;
import org.evcharging.simulation.disk.Transaction.RequestRow;

/** What was asked of Central, and whether it was answered; what it could not read, likewise. */
final class Inputs {
  private static final Pattern POSITION =
      Pattern.compile("\"topic\":\"([^\"]+)\",\"partition\":(\\d+),\"offset\":(\\d+)");

  private final Database disk;
  private final MessageCodec codec = new MessageCodec();
  private final Map<Place, Request> unanswered = new LinkedHashMap<>();
  private final Map<Place, String> unreadable = new LinkedHashMap<>();
  private final Set<Place> putAside = new HashSet<>();

  /** Where something unreadable ever stood: its dead letter may come after it was lost. */
  private final Set<Place> everUnreadable = new HashSet<>();

  private final Set<String> denied = new HashSet<>();
  private final Set<String> reused = new HashSet<>();
  private final Set<String> over = new HashSet<>();

  private record Place(Topic topic, int partition, long offset) {}

  Inputs(Database disk) {
    this.disk = disk;
  }

  void asked(int partition, long offset, byte[] value) {
    Place place = new Place(Topic.REQUESTS, partition, offset);
    try {
      unanswered.put(place, codec.decodeRequest(value));
    } catch (MalformedMessage e) {
      unreadable(place, e);
    }
  }

  private void unreadable(Place place, MalformedMessage why) {
    unreadable.put(place, String.valueOf(why.getMessage()));
    everUnreadable.add(place);
  }

  void reported(int partition, long offset, byte[] value) {
    try {
      var _ = codec.decodeEvent(value);
    } catch (MalformedMessage e) {
      unreadable(new Place(Topic.EVENTS, partition, offset), e);
    }
  }

  void lost(Topic topic, int partition, long from) {
    Predicate<Place> lost =
        place -> place.topic() == topic && place.partition() == partition && place.offset() >= from;
    unanswered.keySet().removeIf(lost);
    unreadable.keySet().removeIf(lost);
  }

  void told(Notification notification) {
    String request = key(notification);
    switch (notification) {
      case Notification.Denied it when it.reason() == DenialReason.ID_REUSED -> reused.add(request);
      case Notification.Denied _ -> denied.add(request);
      case Notification.Authorized _, Notification.Expired _, Notification.Ticket _ ->
          over.add(request);
      case Notification.Step _,
          Notification.Progress _,
          Notification.Ended _,
          Notification.Corrected _ -> {}
    }
  }

  private static String key(Notification notification) {
    return notification.subject().driverId() + " " + notification.subject().requestId();
  }

  void putAside(String deadLetter) {
    Matcher position = POSITION.matcher(deadLetter);
    if (!position.find()) {
      throw new Violation("a dead letter says where it stood", deadLetter);
    }
    Topic topic =
        position.group(1).equals(Topic.REQUESTS.topicName()) ? Topic.REQUESTS : Topic.EVENTS;
    Place place =
        new Place(topic, Integer.parseInt(position.group(2)), Long.parseLong(position.group(3)));
    if (!everUnreadable.contains(place)) {
      throw new Violation("only what cannot be read is a dead letter", deadLetter);
    }
    putAside.add(place);
  }

  /** What is still to be answered; empty if nothing is. */
  Optional<String> pending() {
    Iterator<Map.Entry<Place, Request>> requests = unanswered.entrySet().iterator();
    while (requests.hasNext()) {
      Map.Entry<Place, Request> next = requests.next();
      if (!isAnswered(next.getValue())) {
        return Optional.of("no outcome of " + next.getValue() + " at " + next.getKey());
      }
      requests.remove();
    }
    for (Map.Entry<Place, String> garbage : unreadable.entrySet()) {
      if (!putAside.contains(garbage.getKey())) {
        return Optional.of("no dead letter of " + garbage);
      }
    }
    return Optional.empty();
  }

  private boolean isAnswered(Request request) {
    String key = request.driverId() + " " + request.requestId().value();
    Optional<RequestRow> row = disk.request(request.driverId(), request.requestId().value());
    if (row.isEmpty()) {
      return denied.contains(key);
    }
    if (!row.get().contents().equals(contents(request))) {
      return reused.contains(key);
    }
    if (request instanceof Request.StopCharging) {
      // A stop that is granted shows in its session's end.
      return !row.get().answer().equals("REFUSED") || denied.contains(key);
    }
    boolean sessionIsOver =
        row.get()
            .session()
            .map(id -> disk.sessions().get(id))
            .map(session -> !session.state().equals("REQUESTED"))
            .orElse(true);
    return sessionIsOver && (denied.contains(key) || over.contains(key));
  }

  private static String contents(Request request) {
    return switch (request) {
      case Request.StartCharging start -> "START " + start.chargePointId();
      case Request.StopCharging stop ->
          "STOP "
              + stop.chargePointId()
              + stop.sessionId().map(session -> " " + session.value()).orElse("");
    };
  }
}
