package org.evcharging.launcher.web;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Axe, the accessibility checker, within a page; taken there once, it checks each view in turn. */
final class Axe {
  private static final JsonMapper JSON = new JsonMapper();

  private final Page page;

  private Axe(Page page) {
    this.page = page;
  }

  static Axe in(Page page) {
    page.evaluate(script());
    return new Axe(page);
  }

  private static String script() {
    try (InputStream in =
        Objects.requireNonNull(Axe.class.getResourceAsStream("/axe.min.js"), "axe.min.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What keeps people from using the page as it is now: the rule, and where it is broken. */
  List<String> seriousFindings() {
    String findings =
        (String)
            page.evaluate(
                """
                async () => {
                  const { violations } = await axe.run(document, { resultTypes: ['violations'] });
                  return JSON.stringify(violations
                      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
                      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`));
                }
                """);
    return JSON.readTree(findings).valueStream().map(JsonNode::asString).toList();
  }
}
