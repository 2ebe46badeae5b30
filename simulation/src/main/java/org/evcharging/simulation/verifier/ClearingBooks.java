package org.evcharging.simulation.verifier;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.evcharging.simulation.disk.ClearingDisk.CdrRow;
import org.evcharging.simulation.disk.ClearingDisk.ClaimRow;
import org.evcharging.simulation.disk.ClearingDisk.Pair;

/** What must come of a period by what its members have, summed up the straight way. */
final class ClearingBooks {
  private final String month;
  private final SortedMap<String, List<CdrRow>> files;
  private final Map<String, SortedMap<Pair, ClaimRow>> claimsOf = new HashMap<>();

  /**
   * @param files what each member has, in its order, once that is mended
   */
  ClearingBooks(String month, SortedMap<String, List<CdrRow>> files) {
    this.month = month;
    this.files = files;
    for (String member : files.keySet()) {
      SortedMap<Pair, ClaimRow> own = new TreeMap<>();
      files.values().forEach(file -> add(own, file));
      own.keySet().removeIf(pair -> !pair.from().equals(member) && !pair.to().equals(member));
      claimsOf.put(member, own);
    }
  }

  String month() {
    return month;
  }

  SortedSet<String> members() {
    return new TreeSet<>(files.keySet());
  }

  List<CdrRow> file(String member) {
    return files.getOrDefault(member, List.of());
  }

  /** All claims between a member and others. */
  SortedMap<Pair, ClaimRow> claimsOf(String member) {
    return claimsOf.getOrDefault(member, new TreeMap<>());
  }

  /** What a member gets, or pays if it is below zero, in cents. */
  long position(String member) {
    long cents = 0;
    for (List<CdrRow> file : files.values()) {
      for (CdrRow cdr : file) {
        cents += cdr.creditor().equals(member) ? cdr.cents() : 0;
        cents -= cdr.debtor().equals(member) ? cdr.cents() : 0;
      }
    }
    return cents;
  }

  /** What these CDRs come to. */
  static SortedMap<Pair, ClaimRow> claims(Collection<CdrRow> cdrs) {
    SortedMap<Pair, ClaimRow> claims = new TreeMap<>();
    add(claims, cdrs);
    return claims;
  }

  private static void add(SortedMap<Pair, ClaimRow> claims, Collection<CdrRow> cdrs) {
    for (CdrRow cdr : cdrs) {
      claims.merge(
          new Pair(cdr.creditor(), cdr.debtor()),
          new ClaimRow(cdr.cents(), 1),
          (one, other) -> new ClaimRow(one.cents() + other.cents(), one.cdrs() + other.cdrs()));
    }
  }
}
