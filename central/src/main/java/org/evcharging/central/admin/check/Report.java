package org.evcharging.central.admin.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What an {@link Audit} found. Immutable.
 *
 * @param centralLives whether its heartbeats arrive; deadlines are asked about only then
 * @param wrong how many things do not add up
 * @param problems the first 50 of them
 */
public record Report(
    boolean centralLives,
    Requests requests,
    Sessions sessions,
    Pending pending,
    long wrong,
    List<Problem> problems) {

  /**
   * Requests, each counted once however often it was asked.
   *
   * @param served authorised, or a stop that was obeyed
   * @param pending not read by Central yet, or its charge point has not answered
   * @param unreadable records that are no request or event of ours
   */
  public record Requests(long all, long served, long denied, long pending, long unreadable) {}

  /**
   * Sessions in the database.
   *
   * @param unsettled of those ended, how many were billed without the Engine's final reading
   */
  public record Sessions(
      long all, long ended, long expired, long denied, long open, long unsettled) {}

  /**
   * What is on its way, and not wrong for that.
   *
   * @param unreadRequests records of {@code ev.requests} that Central has not taken yet
   * @param unreadEvents records of {@code ev.events} that it has not taken yet
   * @param openSessions sessions that are not over
   * @param unsentNotifications those that wait in the outbox
   */
  public record Pending(
      long unreadRequests, long unreadEvents, long openSessions, long unsentNotifications) {
    /** All of them. */
    public long all() {
      return unreadRequests + unreadEvents + openSessions + unsentNotifications;
    }
  }

  /** Whether everything adds up. */
  public boolean ok() {
    return wrong == 0;
  }

  /** The report for people, a line each. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    problems.forEach(problem -> lines.add(problem.line()));
    if (wrong > problems.size()) {
      lines.add("and " + count(wrong - problems.size()) + " more");
    }
    lines.add(
        "requests %s: %s served, %s denied, %s pending%s"
            .formatted(
                count(requests.all),
                count(requests.served),
                count(requests.denied),
                count(requests.pending),
                requests.unreadable == 0
                    ? ""
                    : "; " + count(requests.unreadable) + " records not readable"));
    lines.add(
        "sessions %s: %s ended (%s unsettled), %s expired, %s denied, %s open"
            .formatted(
                count(sessions.all),
                count(sessions.ended),
                count(sessions.unsettled),
                count(sessions.expired),
                count(sessions.denied),
                count(sessions.open)));
    lines.add(
        "pending: %s requests and %s events not read, %s sessions open, %s notifications not sent"
            .formatted(
                count(pending.unreadRequests),
                count(pending.unreadEvents),
                count(pending.openSessions),
                count(pending.unsentNotifications)));
    lines.add(verdict());
    return lines;
  }

  private String verdict() {
    String words = ok() ? "nothing wrong" : count(wrong) + " wrong";
    return centralLives ? words : words + "; Central is not there, so deadlines were not checked";
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
