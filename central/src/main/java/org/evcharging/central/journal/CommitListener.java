package org.evcharging.central.journal;

/**
 * Told of each commit, in order, by the journal's thread: it must only pass on, never wait, since
 * the next commit waits for it.
 */
public interface CommitListener {
  void committed(Committed committed);
}
