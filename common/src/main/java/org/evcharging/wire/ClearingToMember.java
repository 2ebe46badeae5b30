package org.evcharging.wire;

import java.util.ArrayList;
import java.util.List;
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

  /** One line of a statement, which ends with {@link Position}: a sum of CDRs. */
  record Claim(MemberId creditor, MemberId debtor, long cents, long cdrs)
      implements ClearingToMember {
    @Override
    public String payload() {
      return Fields.join(
          "CLAIM", creditor.value(), debtor.value(), Long.toString(cents), Long.toString(cdrs));
    }
  }

  /** One line of a statement, which ends with {@link Position}: what is to be paid. */
  record Transfer(MemberId payer, MemberId payee, long cents) implements ClearingToMember {
    @Override
    public String payload() {
      return Fields.join("TRANSFER", payer.value(), payee.value(), Long.toString(cents));
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
      case "CLAIM" -> {
        Fields all = fields.expect("creditor", "debtor", "cents", "cdrs");
        yield new Claim(
            all.memberId(0), all.memberId(1), all.count(2, "cents"), all.count(3, "cdrs"));
      }
      case "TRANSFER" -> {
        Fields all = fields.expect("payer", "payee", "cents");
        yield new Transfer(all.memberId(0), all.memberId(1), all.count(2, "cents"));
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
