package org.evcharging.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.evcharging.model.ClearingPeriod;
import org.evcharging.model.MemberId;

/** What Central says to a member of a clearing. */
public sealed interface ClearingToMember {
  /** The frame's payload. */
  String payload();

  /**
   * You are let in.
   *
   * @param batches how many of yours are stored: go on with the next
   * @param digest of the last of them, which says whether they are the same as yours; empty if
   *     there is none
   */
  record Welcome(ClearingPeriod period, MemberId member, long batches, String digest)
      implements ClearingToMember {
    @Override
    public String payload() {
      return Fields.join(
          "WELCOME",
          period.toString(),
          member.value(),
          Long.toString(batches),
          Fields.text(digest));
    }
  }

  /** The batch is on the disk, all of it, now or since before. */
  record Stored(long number) implements ClearingToMember {
    @Override
    public String payload() {
      return Fields.join("STORED", Long.toString(number));
    }
  }

  /**
   * Nothing of the batch is stored, because of one record.
   *
   * @param record its place in the batch, from 1
   * @param reason for people to read
   */
  record BadRecord(long number, int record, String reason) implements ClearingToMember {
    @Override
    public String payload() {
      return Fields.join(
          "BAD_RECORD", Long.toString(number), Integer.toString(record), Fields.text(reason));
    }
  }

  /** Not all members have finished; these have not. */
  record NotYet(List<MemberId> missing) implements ClearingToMember {
    /** Copies the list. */
    public NotYet {
      missing = List.copyOf(missing);
    }

    @Override
    public String payload() {
      return Fields.join("NOT_YET", missing.stream().map(MemberId::value).toArray(String[]::new));
    }
  }

  /** What one member wants from another: a sum of CDRs. */
  record Claim(MemberId creditor, MemberId debtor, long cents, long cdrs) {}

  /** A part of a statement, which ends with {@link Position}: at least one claim. */
  record Claims(List<Claim> claims) implements ClearingToMember {
    /** Copies the list. */
    public Claims {
      claims = List.copyOf(claims);
    }

    @Override
    public String payload() {
      return Fields.join("CLAIMS", claims.stream().flatMap(Claims::fields).toArray(String[]::new));
    }

    private static Stream<String> fields(Claim claim) {
      return Stream.of(
          claim.creditor().value(),
          claim.debtor().value(),
          Long.toString(claim.cents()),
          Long.toString(claim.cdrs()));
    }
  }

  /** What one member has to pay to another. */
  record Transfer(MemberId payer, MemberId payee, long cents) {}

  /** A part of a statement, which ends with {@link Position}: at least one transfer. */
  record Transfers(List<Transfer> transfers) implements ClearingToMember {
    /** Copies the list. */
    public Transfers {
      transfers = List.copyOf(transfers);
    }

    @Override
    public String payload() {
      return Fields.join(
          "TRANSFERS", transfers.stream().flatMap(Transfers::fields).toArray(String[]::new));
    }

    private static Stream<String> fields(Transfer transfer) {
      return Stream.of(
          transfer.payer().value(), transfer.payee().value(), Long.toString(transfer.cents()));
    }
  }

  /**
   * The end of a statement.
   *
   * @param cents what the member gets, or pays if it is below zero
   */
  record Position(ClearingPeriod period, MemberId member, long cents) implements ClearingToMember {
    @Override
    public String payload() {
      return Fields.join("POSITION", period.toString(), member.value(), Long.toString(cents));
    }
  }

  /**
   * No.
   *
   * @param reason for people to read
   */
  record Refused(String reason) implements ClearingToMember {
    @Override
    public String payload() {
      return Fields.join("REFUSED", Fields.text(reason));
    }
  }

  /**
   * Reads a payload.
   *
   * @throws MalformedFrame if it is none of these
   */
  static ClearingToMember parse(String payload) throws MalformedFrame {
    Fields fields = Fields.of(payload);
    return switch (fields.operation()) {
      case "WELCOME" -> {
        Fields all = fields.expect("period", "member", "batches", "digest");
        yield new Welcome(all.period(0), all.memberId(1), all.count(2, "batches"), all.text(3));
      }
      case "STORED" -> new Stored(fields.expect("number").count(0, "number"));
      case "BAD_RECORD" -> {
        Fields all = fields.expect("number", "record", "reason");
        yield new BadRecord(all.count(0, "number"), all.smallNumber(1, "record"), all.text(2));
      }
      case "NOT_YET" -> {
        fields.expectAtLeast("member");
        List<MemberId> missing = new ArrayList<>();
        for (int i = 0; i < fields.count(); i++) {
          missing.add(fields.memberId(i));
        }
        yield new NotYet(missing);
      }
      case "CLAIMS" -> {
        List<Claim> claims = new ArrayList<>();
        for (int i : fields.groups("creditor", "debtor", "cents", "cdrs")) {
          claims.add(
              new Claim(
                  fields.memberId(i),
                  fields.memberId(i + 1),
                  fields.count(i + 2, "cents"),
                  fields.count(i + 3, "cdrs")));
        }
        yield new Claims(claims);
      }
      case "TRANSFERS" -> {
        List<Transfer> transfers = new ArrayList<>();
        for (int i : fields.groups("payer", "payee", "cents")) {
          transfers.add(
              new Transfer(
                  fields.memberId(i), fields.memberId(i + 1), fields.count(i + 2, "cents")));
        }
        yield new Transfers(transfers);
      }
      case "POSITION" -> {
        Fields all = fields.expect("period", "member", "cents");
        yield new Position(all.period(0), all.memberId(1), all.number(2, "cents"));
      }
      case "REFUSED" -> new Refused(fields.expect("reason").text(0));
      default -> throw fields.unknown();
    };
  }
}
