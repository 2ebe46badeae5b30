package org.evcharging.central.http.live;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.evcharging.central.core.WindowView;
import org.evcharging.central.journal.CommitListener;
import org.evcharging.central.journal.Committed;
import org.evcharging.central.journal.Entry;
import org.evcharging.model.SiteName;

/**
 * Tells those who watch a site of each change of its windows, once that is on the disk. Told by the
 * journal's thread, which it never keeps waiting: it only fills queues. Thread-safe.
 */
public final class SiteHub implements CommitListener {
  private final Map<SiteName, Set<Watcher>> watchers = new ConcurrentHashMap<>();
  private final Function<WindowView, String> words;

  /**
   * @param words a window as a message
   */
  public SiteHub(Function<WindowView, String> words) {
    this.words = words;
  }

  public void add(SiteName site, Watcher watcher) {
    // Within the map's own step: the set may else be thrown away in between, as the last one
    // leaves.
    watchers.compute(
        site,
        (_, found) -> {
          Set<Watcher> all = found == null ? ConcurrentHashMap.newKeySet() : found;
          all.add(watcher);
          return all;
        });
  }

  public void remove(SiteName site, Watcher watcher) {
    watchers.computeIfPresent(
        site,
        (_, all) -> {
          all.remove(watcher);
          return all.isEmpty() ? null : all;
        });
  }

  /** How many watch a site. */
  public int count(SiteName site) {
    return watchers.getOrDefault(site, Set.of()).size();
  }

  @Override
  public void committed(Committed committed) {
    for (Entry entry : committed.entries()) {
      for (WindowView window : entry.windows()) {
        tell(window);
      }
    }
  }

  private void tell(WindowView window) {
    Set<Watcher> all = watchers.get(window.site());
    if (all != null) {
      String message = words.apply(window);
      all.removeIf(watcher -> !watcher.tell(message));
    }
  }
}
