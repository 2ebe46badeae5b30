package org.evcharging.central.dashboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.evcharging.central.state.MessageBoard;
import org.evcharging.central.state.NetworkSnapshot;
import org.evcharging.central.state.NetworkSnapshot.ChargePointView;
import org.evcharging.central.state.NetworkSnapshot.SessionStage;
import org.evcharging.central.state.OperatorDesk;
import org.evcharging.central.state.RequestBoard.RequestLine;
import org.evcharging.model.ChargePointId;
import org.evcharging.model.ChargePointStatus;

/**
 * The dashboard with an invented network, to look at in a terminal while working on it: {@code
 * TryDashboard [charge points]}, or {@code TryDashboard picture FILE COLUMNS ROWS [charge points]}.
 */
final class TryDashboard implements DashboardSource, OperatorDesk {
  private final List<ChargePointView> points;
  private final Set<ChargePointId> stopped = new HashSet<>();
  private final Instant start = Instant.now();

  private TryDashboard(List<ChargePointView> points) {
    this.points = points;
  }

  public static void main(String[] words) throws IOException, InterruptedException {
    MessageBoard board = new MessageBoard();
    Scenes.messages().forEach(board::post);
    if (words.length > 0 && words[0].equals("picture")) {
      TryDashboard network = of(words, 4);
      int columns = Integer.parseInt(words[2]);
      int rows = Integer.parseInt(words[3]);
      String svg = Dashboard.picture(network, board, Scenes.NOW, columns, rows);
      Files.writeString(Path.of(words[1]), svg);
      return;
    }
    TryDashboard network = of(words, 0);
    CountDownLatch quit = new CountDownLatch(1);
    try (Dashboard _ = Dashboard.open(network, network, board, quit::countDown)) {
      quit.await();
    }
    System.out.println("quit");
  }

  private static TryDashboard of(String[] words, int place) {
    return new TryDashboard(
        words.length > place ? Scenes.many(Integer.parseInt(words[place])) : Scenes.allStatuses());
  }

  @Override
  public synchronized NetworkSnapshot snapshot() {
    Instant now = Instant.now();
    long seconds = now.getEpochSecond() - start.getEpochSecond();
    List<ChargePointView> seen = new ArrayList<>();
    for (ChargePointView point : points) {
      seen.add(stopped.contains(point.id()) ? stopped(point) : charged(point, seconds));
    }
    return new NetworkSnapshot(now, seen, Scenes.totals(seen));
  }

  private static ChargePointView charged(ChargePointView point, long seconds) {
    return point
        .session()
        .filter(session -> session.stage() == SessionStage.CHARGING)
        .map(session ->
            Scenes.with(
                point,
                Scenes.session(
                    session.driver().value(),
                    SessionStage.CHARGING,
                    session.energy().wh() + seconds * 119)))
        .orElse(point);
  }

  private static ChargePointView stopped(ChargePointView point) {
    return Scenes.at(
        Scenes.point(point.id().value(), ChargePointStatus.OUT_OF_ORDER), point.place().location());
  }

  @Override
  public List<RequestLine> requests() {
    return Scenes.requests();
  }

  @Override
  public synchronized CompletableFuture<Result> order(
      Order order, ChargePointId chargePoint, String who) {
    if (points.stream().noneMatch(point -> point.id().equals(chargePoint))) {
      return CompletableFuture.completedFuture(
          new Result(chargePoint, Acknowledgement.UNKNOWN_CHARGE_POINT, ""));
    }
    switch (order) {
      case STOP -> stopped.add(chargePoint);
      case RESUME -> stopped.remove(chargePoint);
    }
    return CompletableFuture.completedFuture(new Result(chargePoint, Acknowledgement.DONE, ""));
  }

  @Override
  public CompletableFuture<List<Result>> orderAll(Order order, String who) {
    return CompletableFuture.completedFuture(
        points.stream().map(point -> order(order, point.id(), who).join()).toList());
  }
}
