package org.evcharging.benchmarks.traffic;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.evcharging.message.Topic;

/** One thread that reads a whole topic from its beginning, until it is closed. */
public final class TopicLoop implements AutoCloseable {
  private static final Duration STEP = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Consumer<ConsumerRecord<byte[], byte[]>> handler;
  private final Trouble trouble;
  private final CountDownLatch reading = new CountDownLatch(1);
  private final Thread thread;

  private TopicLoop(
      Map<String, Object> settings,
      Topic topic,
      Consumer<ConsumerRecord<byte[], byte[]>> handler,
      Trouble trouble) {
    this.handler = handler;
    this.trouble = trouble;
    this.consumer = new KafkaConsumer<>(settings);
    consumer.assign(
        IntStream.range(0, Topic.PARTITIONS)
            .mapToObj(partition -> new TopicPartition(topic.topicName(), partition))
            .toList());
    this.thread = Thread.ofPlatform().name("bench " + topic.topicName()).unstarted(this::run);
  }

  /**
   * Begins, and returns when it reads.
   *
   * @param settings of its consumer
   * @param handler called by its thread for each record
   */
  public static TopicLoop start(
      Map<String, Object> settings,
      Topic topic,
      Consumer<ConsumerRecord<byte[], byte[]>> handler,
      Trouble trouble)
      throws InterruptedException {
    TopicLoop loop = new TopicLoop(settings, topic, handler, trouble);
    loop.thread.start();
    loop.reading.await();
    return loop;
  }

  private void run() {
    try {
      consumer.seekToBeginning(consumer.assignment());
      consumer.assignment().forEach(consumer::position);
      reading.countDown();
      while (true) {
        for (ConsumerRecord<byte[], byte[]> each : consumer.poll(STEP)) {
          handler.accept(each);
        }
      }
    } catch (WakeupException _) {
      // Closing.
    } catch (RuntimeException e) {
      trouble.happened(e);
    } finally {
      reading.countDown();
      consumer.close();
    }
  }

  @Override
  public void close() {
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
