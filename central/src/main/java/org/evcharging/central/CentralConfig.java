package org.evcharging.central;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import org.evcharging.kafka.KafkaSettings;
import org.evcharging.model.Money;

/**
 * How Central is set up.
 *
 * @param bootstrap Kafka, {@code host:port}
 * @param listen where Monitors connect to; port 0 means any free one
 * @param http where the HTTP API is served; port 0 means any free one
 * @param desk where the money desk listens; port 0 means any free one
 * @param clearing where members upload their CDRs; port 0 means any free one
 * @param database the SQLite file; made if it is not there
 * @param token the operator's, if it was given; else the one that was kept before, or a new one
 * @param viewerToken what lets others read from other machines, if it was given
 * @param openDrivers what drivers who are not known have to begin with, admitted at their first
 *     request; empty if they are not admitted
 */
public record CentralConfig(
    String bootstrap,
    InetSocketAddress listen,
    InetSocketAddress http,
    InetSocketAddress desk,
    InetSocketAddress clearing,
    Path database,
    Optional<String> token,
    Optional<String> viewerToken,
    Optional<Money> openDrivers) {
  /**
   * @throws IllegalArgumentException with a line for the user, if Kafka's address or a token is not
   *     one
   */
  public CentralConfig {
    KafkaSettings.requireBootstrap(bootstrap);
    requireToken("--token", token);
    requireToken("--viewer-token", viewerToken);
  }

  private static void requireToken(String option, Optional<String> given) {
    if (given.isPresent() && !given.get().matches("\\S+")) {
      throw new IllegalArgumentException(option + ": a token has no spaces, and is not empty");
    }
  }

  /** Where the operator's token is kept. */
  Path tokenFile() {
    return beside(".token");
  }

  /** Where what is cleared between companies is kept. */
  Path clearingDatabase() {
    return beside(".clearing");
  }

  private Path beside(String suffix) {
    return database.resolveSibling(database.getFileName() + suffix);
  }

  /** Without the tokens: it ends up in logs. */
  @Override
  public String toString() {
    return "CentralConfig[database=" + database + "]";
  }
}
