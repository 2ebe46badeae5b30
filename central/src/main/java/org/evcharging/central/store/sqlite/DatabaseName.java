package org.evcharging.central.store.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;
import org.evcharging.central.store.Batch;
import org.evcharging.central.store.ContradictedMemory;
import org.evcharging.central.store.StoreFailure;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** A database file, as messages to the operator name it, and what its failures mean. */
record DatabaseName(Path file) {
  /** The primary result code is in the lowest byte of SQLite's extended ones. */
  private static final int PRIMARY = 0xff;

  /** A failure of something other than a batch. */
  StoreFailure failure(SQLException e) {
    return new StoreFailure(file + ": " + meaning(e), e);
  }

  /**
   * A failure of a batch.
   *
   * @param eventIndex the event at which it failed; negative if at none
   */
  StoreFailure failure(SQLException e, Batch batch, int eventIndex) {
    if (e instanceof Change.NothingChanged || primaryCode(e) == SQLiteErrorCode.SQLITE_CONSTRAINT) {
      Object refused = eventIndex < 0 ? "a batch" : batch.events().get(eventIndex);
      return new ContradictedMemory(
          file
              + ": the database contradicts Central's memory and refuses "
              + refused
              + ": "
              + e.getMessage()
              + "; nothing of it was told to anybody; restart Central, and report this",
          eventIndex,
          e);
    }
    return failure(e);
  }

  private static String meaning(SQLException e) {
    String detail = String.valueOf(e.getMessage());
    return switch (primaryCode(e)) {
      case SQLITE_FULL -> "the disk is full; make room, then start Central again";
      case SQLITE_IOERR -> "the disk failed (" + detail + "); check it, then start Central again";
      case SQLITE_NOTADB -> "the file is not a database; choose another --db, or move it away";
      case SQLITE_CORRUPT ->
          "the database is damaged (" + detail + "); restore a copy, or choose another --db";
      case SQLITE_BUSY, SQLITE_LOCKED ->
          "another program keeps the database locked; close it, then start Central again";
      case SQLITE_READONLY, SQLITE_PERM ->
          "the database cannot be written; check its owner and permissions";
      case SQLITE_CANTOPEN ->
          "the database cannot be opened; check that it is a file and its permissions";
      default -> "the database failed (" + detail + "); start Central again, and report this";
    };
  }

  private static SQLiteErrorCode primaryCode(SQLException e) {
    return e instanceof SQLiteException failure
        ? SQLiteErrorCode.getErrorCode(failure.getResultCode().code & PRIMARY)
        : SQLiteErrorCode.UNKNOWN_ERROR;
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
