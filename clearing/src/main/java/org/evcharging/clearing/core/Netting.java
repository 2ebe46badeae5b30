package org.evcharging.clearing.core;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.evcharging.model.MemberId;

/**
 * Multilateral netting: of all that members owe each other, each pays or gets the difference only.
 *
 * <p>A member's <em>position</em> is what it claims less what is claimed from it; all positions sum
 * to zero. Who is below zero pays, who is above gets. Payers are lined up, and receivers too, the
 * largest first, among equals the one with the lower id; the first payer pays the first receiver
 * until one of both is settled and the next takes its place. So there are fewer transfers than
 * members, and whoever repeats it finds the same.
 */
public final class Netting {
  /** A member's part that is not settled yet; always above zero. */
  private record Part(MemberId member, long cents) {}

  private static final Comparator<Part> LARGEST_FIRST =
      Comparator.comparingLong(Part::cents).reversed().thenComparing(Part::member);

  private Netting() {}

  /**
   * What each member gets (above zero) or pays (below), in cents.
   *
   * @param members all of them, also those without claims
   * @throws ArithmeticException if a sum is more than can be said
   */
  public static SortedMap<MemberId, Long> positions(
      Collection<MemberId> members, Collection<Claim> claims) {
    SortedMap<MemberId, Long> positions = new TreeMap<>();
    members.forEach(member -> positions.put(member, 0L));
    for (Claim claim : claims) {
      positions.merge(claim.creditor(), claim.cents(), Math::addExact);
      positions.merge(claim.debtor(), -claim.cents(), Math::addExact);
    }
    return positions;
  }

  /**
   * Who pays whom.
   *
   * @param positions as {@link #positions} finds them
   */
  public static List<Transfer> transfers(Map<MemberId, Long> positions) {
    Deque<Part> payers = parts(positions, -1);
    Deque<Part> receivers = parts(positions, 1);
    List<Transfer> transfers = new ArrayList<>();
    while (!payers.isEmpty() && !receivers.isEmpty()) {
      Part payer = payers.pop();
      Part receiver = receivers.pop();
      long cents = Math.min(payer.cents(), receiver.cents());
      transfers.add(new Transfer(payer.member(), receiver.member(), cents));
      pushRest(payers, payer, cents);
      pushRest(receivers, receiver, cents);
    }
    return transfers;
  }

  private static Deque<Part> parts(Map<MemberId, Long> positions, int sign) {
    Stream<Part> parts =
        positions.entrySet().stream()
            .filter(it -> Long.signum(it.getValue()) == sign)
            .map(it -> new Part(it.getKey(), Math.abs(it.getValue())));
    return new ArrayDeque<>(parts.sorted(LARGEST_FIRST).toList());
  }

  private static void pushRest(Deque<Part> parts, Part part, long settled) {
    if (part.cents() > settled) {
      parts.push(new Part(part.member(), part.cents() - settled));
    }
  }
}
