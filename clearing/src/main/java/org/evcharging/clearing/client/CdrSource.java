package org.evcharging.clearing.client;

import java.util.Optional;
import org.evcharging.clearing.core.BadRecord;
import org.evcharging.clearing.core.Cdr;

/** CDRs to upload, always the same ones in the same order. Not thread-safe. */
public interface CdrSource extends AutoCloseable {
  /**
   * The next one; empty behind the last.
   *
   * @throws BadRecord if there is something else; nothing more can be read then
   */
  Optional<Cdr> next() throws BadRecord;

  /** In which line the last one stands, from 1. */
  long line();

  @Override
  void close();
}
