package org.evcharging.clearing.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.evcharging.model.MemberId;
import org.junit.jupiter.api.Test;

class NettingTest {
  private static final MemberId A = new MemberId("A");
  private static final MemberId B = new MemberId("B");
  private static final MemberId C = new MemberId("C");

  @Test
  void aCircleOfDebtsIsSettledWithoutAnyMoney() {
    List<Claim> circle =
        List.of(new Claim(A, B, 500, 1), new Claim(B, C, 500, 1), new Claim(C, A, 500, 1));

    assertThat(Netting.transfers(Netting.positions(List.of(A, B, C), circle))).isEmpty();
  }

  @Test
  void theLargestPayerPaysTheLargestReceiverFirst() {
    MemberId d = new MemberId("D");
    Map<MemberId, Long> positions = Map.of(A, -700L, B, -300L, C, 600L, d, 400L);

    assertThat(Netting.transfers(positions))
        .containsExactly(new Transfer(A, C, 600), new Transfer(A, d, 100), new Transfer(B, d, 300));
  }

  @Test
  void amongEqualsTheLowerIdComesFirst() {
    assertThat(Netting.transfers(Map.of(B, -5L, A, -5L, C, 10L)))
        .containsExactly(new Transfer(A, C, 5), new Transfer(B, C, 5));
  }

  @Test
  void whoClaimsNothingHasAPositionToo() {
    assertThat(Netting.positions(List.of(A, B), List.of()))
        .containsExactlyEntriesOf(new TreeMap<>(Map.of(A, 0L, B, 0L)));
  }

  @Test
  void everybodyEndsAtZeroWithFewerTransfersThanMembers() {
    Random random = new Random(7);
    for (int round = 0; round < 1_000; round++) {
      List<MemberId> members =
          IntStream.range(0, 2 + random.nextInt(9)).mapToObj(i -> new MemberId("OP" + i)).toList();
      Map<MemberId, Long> positions =
          new HashMap<>(Netting.positions(members, randomClaims(members, random)));
      assertThat(positions.values().stream().mapToLong(it -> it).sum()).isZero();

      List<Transfer> transfers = Netting.transfers(positions);

      assertThat(transfers).hasSizeLessThan(members.size()).allMatch(it -> it.cents() > 0);
      for (Transfer transfer : transfers) {
        positions.merge(transfer.from(), transfer.cents(), Long::sum);
        positions.merge(transfer.to(), -transfer.cents(), Long::sum);
      }
      assertThat(positions.values()).containsOnly(0L);
    }
  }

  private static List<Claim> randomClaims(List<MemberId> members, Random random) {
    List<Claim> claims = new ArrayList<>();
    for (MemberId creditor : members) {
      for (MemberId debtor : members) {
        if (!creditor.equals(debtor) && random.nextInt(3) > 0) {
          claims.add(new Claim(creditor, debtor, random.nextInt(1_000), 1));
        }
      }
    }
    return claims;
  }
}
