package org.evcharging.central.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {
  @TempDir Path folder;

  @Test
  void figuresAreInPrometheusTextForm() throws Exception {
    try (ApiScene scene = new ApiScene(folder)) {
      scene.connected("MAD-01", "Madrid", 1).admitted("D1");
      scene.confirmed(scene.asks("r1", "D1", "MAD-01"), "MAD-01");
      scene.asks("r2", "D9", "MAD-01");

      HttpResponse<String> answer = scene.get("/metrics");

      assertThat(answer.headers().firstValue("content-type").orElseThrow())
          .startsWith("text/plain");
      assertThat(answer.body().lines())
          .contains(
              "ev_charge_points{status=\"RESERVED\"} 1.0",
              "ev_sessions_open{state=\"AUTHORIZED\"} 1.0",
              "ev_requests_total{outcome=\"AUTHORIZED\"} 1.0",
              "ev_requests_total{outcome=\"UNKNOWN_DRIVER\"} 1.0",
              "ev_requests_total{outcome=\"NO_ANSWER\"} 0.0",
              "ev_connections{with=\"monitors\"} 3.0",
              "ev_connections{with=\"desk\"} 2.0",
              "ev_connections{with=\"http\"} 1.0",
              "ev_kafka_lag_records{topic=\"ev.requests\"} 5.0",
              "ev_kafka_answers 1.0",
              "ev_request_answer_seconds_count{outcome=\"AUTHORIZED\"} 1",
              "ev_request_answer_seconds_count{outcome=\"DENIED\"} 1",
              "ev_money_movements_total{movement=\"HOLD\"} 1.0",
              "ev_money_moved_euros_total{movement=\"TOP_UP\"} 100.0",
              "ev_outbox_backlog 7.0")
          .anyMatch(line -> line.startsWith("ev_journal_commit_seconds_bucket{le=\"0.02\"} "))
          .anyMatch(line -> line.startsWith("ev_lock_wait_seconds_total{lock=\"accounts\"} "))
          .anyMatch(line -> line.startsWith("ev_lock_acquisitions_total{lock=\"network\"} "))
          .anyMatch(line -> line.startsWith("jvm_memory_used_bytes"));
    }
  }

  @Test
  void eachScrapeReadsAnew() throws Exception {
    try (ApiScene scene = new ApiScene(folder)) {
      scene.get("/metrics");
      scene.connected("MAD-01", "Madrid", 1);

      assertThat(scene.get("/metrics").body().lines())
          .contains("ev_charge_points{status=\"AVAILABLE\"} 1.0");
    }
  }
}
