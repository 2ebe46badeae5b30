package org.evcharging.wire;

import java.util.ArrayList;
import java.util.List;
import org.evcharging.model.ClearingPeriod;
import org.evcharging.model.MemberId;

/** What a member of a clearing says to Central. */
public sealed interface MemberToClearing {
  /** The frame's payload. */
  String payload();

  /**
   * I am this member, and speak of this period. The first frame of a connection.
   *
   * @param secret kept from the first time on
   */
  record Member(ClearingPeriod period, MemberId member, String secret) implements MemberToClearing {
    @Override
    public String payload() {
      return Fields.join("MEMBER", period.toString(), member.value(), secret);
    }

    /** Without the secret: it ends up in logs. */
    @Override
    public String toString() {
      return "Member[period=" + period + ", member=" + member + "]";
    }
  }

  /**
   * A batch, or one of its parts.
   *
   * @param number counts the member's batches of the period, from 1
   * @param part from 1
   * @param parts how many it has; of more than one each but the last ends within a record, which
   *     goes on in the first field of the next
   * @param records CDRs as lines of CSV
   */
  record Batch(long number, int part, int parts, List<String> records) implements MemberToClearing {
    /** Copies the list. */
    public Batch {
      records = List.copyOf(records);
    }

    @Override
    public String payload() {
      List<String> fields = new ArrayList<>();
      fields.add(Long.toString(number));
      fields.add(Integer.toString(part));
      fields.add(Integer.toString(parts));
      fields.addAll(records);
      return Fields.join("BATCH", fields.toArray(String[]::new));
    }
  }

  /**
   * I have uploaded all I have.
   *
   * @param batches how many
   */
  record Finished(long batches) implements MemberToClearing {
    @Override
    public String payload() {
      return Fields.join("FINISHED", Long.toString(batches));
    }
  }

  /** What came of it? */
  record Ask() implements MemberToClearing {
    @Override
    public String payload() {
      return "STATEMENT";
    }
  }

  /**
   * Reads a payload.
   *
   * @throws MalformedFrame if it is none of these
   */
  static MemberToClearing parse(String payload) throws MalformedFrame {
    Fields fields = Fields.of(payload);
    return switch (fields.operation()) {
      case "MEMBER" -> {
        Fields all = fields.expect("period", "member", "secret");
        yield new Member(all.period(0), all.memberId(1), all.required(2, "secret"));
      }
      case "BATCH" -> batch(fields);
      case "FINISHED" -> new Finished(fields.expect("batches").count(0, "batches"));
      case "STATEMENT" -> {
        Fields _ = fields.expect();
        yield new Ask();
      }
      default -> throw fields.unknown();
    };
  }

  private static Batch batch(Fields fields) throws MalformedFrame {
    fields.expectAtLeast("number", "part", "parts", "record");
    long number = fields.count(0, "number");
    int part = fields.smallNumber(1, "part");
    int parts = fields.smallNumber(2, "parts");
    if (part < 1 || part > parts) {
      throw new MalformedFrame("BATCH: there is no part " + part + " of " + parts);
    }
    return new Batch(number, part, parts, fields.from(3));
  }
}
