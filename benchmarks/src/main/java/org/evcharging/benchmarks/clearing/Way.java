package org.evcharging.benchmarks.clearing;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.evcharging.benchmarks.traffic.Trouble;
import org.evcharging.clearing.store.StorageFailure;

/** The two that are compared. */
public enum Way {
  /** The yardstick: the same CDRs, inserted in the same batches. */
  BARE {
    @Override
    Uploads open(Path database, Trouble trouble) throws SQLException {
      return BareCdrs.open(database);
    }
  },
  /** The real one, with its port, its members' clients, and all that it keeps. */
  CLEARING {
    @Override
    Uploads open(Path database, Trouble trouble) throws StorageFailure, IOException {
      return RealClearing.open(database, trouble);
    }

    @Override
    void check(Path database) throws SQLException {
      CdrsCheck.requireNetted(database);
    }
  };

  /**
   * Opens it.
   *
   * @param database with the period open
   */
  abstract Uploads open(Path database, Trouble trouble)
      throws SQLException, StorageFailure, IOException;

  /** Looks at what it keeps besides the CDRs, when it is closed. */
  void check(Path database) throws SQLException {
    // The yardstick keeps nothing else.
  }
}
