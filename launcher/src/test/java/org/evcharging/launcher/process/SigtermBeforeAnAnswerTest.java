package org.evcharging.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands that ask somebody who does not answer end as other programs do (spec §11). */
class SigtermBeforeAnAnswerTest {
  @ParameterizedTest
  @Timeout(60)
  @CsvSource({
    "TERM, ev admin charge-points,         admin charge-points --central http://localhost:PORT",
    "INT,  ev admin stop,                  admin stop all --token t --central http://localhost:PORT",
    "TERM, ev monitor inject,              monitor inject --monitor localhost:PORT recover",
  })
  void itSaysSoInOneLine(String signal, String name, String command, @TempDir Path folder)
      throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        EvProcess asking =
            EvProcess.start(
                folder, command.replace("PORT", "" + silent.getLocalPort()).split(" ", -1));
        Socket _ = silent.accept()) {
      asking.signal(signal);

      assertThat(asking.awaitExit(EvNetwork.SOON)).isZero();
      String which = signal.equals("INT") ? "Ctrl-C" : "SIGTERM";
      assertThat(asking.stderr())
          .containsExactly(name + ": stopped (" + which + ") before there was an answer");
      assertThat(asking.stdout()).isEmpty();
    }
  }
}
