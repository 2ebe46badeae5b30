package org.evcharging.clearing.core;

/** What became of a batch. Only after {@link Stored} and {@link Known} all of it is on the disk. */
public sealed interface BatchAnswer {
  /** It was new. */
  record Stored(long number) implements BatchAnswer {}

  /** It was stored before, with the same contents. */
  record Known(long number) implements BatchAnswer {}

  /** Nothing of it is stored. */
  sealed interface Refused extends BatchAnswer {
    /** One line that says why. */
    String reason();
  }

  /**
   * One of its records cannot be; without it the batch can come again under the same number.
   *
   * @param index from 0
   */
  record BadRecordIn(long number, int index, String reason) implements Refused {}

  /** Another batch has this number. */
  record OtherContents(long number) implements Refused {
    @Override
    public String reason() {
      return "batch " + number + " is stored already, with other contents";
    }
  }

  /** Batches are taken in order. */
  record OutOfOrder(long number, long expected) implements Refused {
    @Override
    public String reason() {
      return "batch " + number + " comes too early: the next is " + expected;
    }
  }

  /** The member has no part in the period, or none any more. */
  record Closed(String reason) implements Refused {}
}
