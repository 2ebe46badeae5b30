package org.evcharging.launcher.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.evcharging.launcher.metrics.PromQuery.LabelMatcher;
import org.evcharging.launcher.metrics.PromQuery.Selector;
import org.junit.jupiter.api.Test;

class PromQueryTest {
  @Test
  void metricsAreToldFromFunctionsKeywordsAndNumbers() {
    PromQuery query =
        PromQuery.of(
            "histogram_quantile(0.5, sum by (le, lock) (rate(a_bucket{instance=\"$instance\","
                + "outcome!=\"DENIED\"}[$__rate_interval]))) / 1e3 or vector(0) > b_total");

    assertThat(query.selectors())
        .containsExactly(
            new Selector("a_bucket", List.of(new LabelMatcher("outcome", "!=", "DENIED"))),
            new Selector("b_total", List.of()));
    assertThat(query.grouping()).containsExactly("le", "lock");
  }

  @Test
  void aPanelWithoutItsMetricLabelOrValueIsFound() {
    Exposition metrics =
        Exposition.of(
            """
            # TYPE a_total counter
            a_total{kind="x"} 3.0
            b_total NaN
            """);

    assertThat(metrics.find(PromQuery.of("a_total{kind=\"x\"}").selectors().getFirst())).hasSize(1);
    assertThat(metrics.find(PromQuery.of("a_total{kind=\"y\"}").selectors().getFirst())).isEmpty();
    assertThat(metrics.find(PromQuery.of("a_total{sort=\"x\"}").selectors().getFirst())).isEmpty();
    assertThat(metrics.find(PromQuery.of("b_total").selectors().getFirst())).isEmpty();
    assertThat(metrics.find(PromQuery.of("c_total").selectors().getFirst())).isEmpty();
  }
}
