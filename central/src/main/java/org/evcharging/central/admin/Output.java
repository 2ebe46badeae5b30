package org.evcharging.central.admin;

import java.io.PrintWriter;
import java.util.List;
import org.evcharging.console.Table;
import tools.jackson.databind.JsonNode;

/** Prints answers: for people in tables, for programs as one JSON object a line. */
record Output(PrintWriter out, PrintWriter err) {

  /** Objects as they came, one a line. */
  void json(JsonNode answer) {
    if (answer.isArray()) {
      answer.forEach(object -> out.println(object));
    } else {
      out.println(answer);
    }
    out.flush();
  }

  void table(List<String> headings, List<List<String>> rows) {
    Table.lines(headings, rows).forEach(out::println);
    out.flush();
  }

  void line(String data) {
    out.println(data);
    out.flush();
  }

  /** Words that are no data. */
  void say(String words) {
    err.println(words);
    err.flush();
  }
}
