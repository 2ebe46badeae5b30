package org.evcharging.launcher.lab;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.evcharging.console.CommandLines;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code ev lab} did where stdout is no terminal.
 *
 * @param out what it printed
 * @param err what it said
 */
record LabRun(int exitCode, String out, String err) {

  static LabRun of(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine lab =
        CommandLines.of(new LabCli())
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    int exitCode = lab.execute(args);
    return new LabRun(exitCode, out.toString(), err.toString());
  }

  List<String> lines() {
    return out.lines().toList();
  }

  JsonNode json() {
    return JsonMapper.shared().readTree(out);
  }
}
