package org.evcharging.central.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class ScreenPictureTest {
  @Test
  void aPictureOfTheScreenHasItsWordsAndColours() throws Exception {
    String svg =
        ScreenPicture.svg(DrawnScreen.of(Scenes.frame(Scenes.allStatuses()), 120, 36).terminal());

    Document document = parsed(svg);
    assertThat(texts(document)).contains("Out", "Order", "CHARGING", "MAD-01");
    assertThat(svg).contains("#ff8c1a").contains("#35e872").contains("monospace");
    assertThat(svg).hasSizeLessThan(100_000);
  }

  @Test
  void whatMeansSomethingInXmlIsEscaped() throws Exception {
    Frame frame = Scenes.filtered(Scenes.allStatuses(), "<b>&");

    Document document = parsed(ScreenPicture.svg(DrawnScreen.of(frame, 120, 36).terminal()));

    assertThat(texts(document)).contains("<b>&");
  }

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }

  private static String texts(Document document) {
    NodeList texts = document.getElementsByTagName("text");
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < texts.getLength(); i++) {
      all.append(texts.item(i).getTextContent()).append('\n');
    }
    return all.toString();
  }
}
