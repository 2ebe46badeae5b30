package org.evcharging.central.dashboard;

import java.util.List;
import org.evcharging.central.state.NetworkSnapshot;
import org.evcharging.central.state.RequestBoard.RequestLine;

/**
 * Where the dashboard looks, a few times a second and always from its own thread. Both may take
 * some milliseconds.
 */
public interface DashboardSource {
  /** The network as it is now. */
  NetworkSnapshot snapshot();

  /** The latest requests, newest last. */
  List<RequestLine> requests();
}
