package dev.presently.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All event sources of a template, running. */
final class EventSourceMappings implements AutoCloseable {
  private static final Duration DRAIN_TIME = Duration.ofSeconds(5);

  private interface Loop {
    void run() throws InterruptedException;
  }

  private final StopSignal stopping = new StopSignal();
  private final List<StreamSource> streams = new ArrayList<>();
  private final List<QueueSource> queues = new ArrayList<>();
  private final List<Thread> queueThreads = new ArrayList<>();
  private final List<Thread> otherThreads = new ArrayList<>();

  private EventSourceMappings() {}

  static EventSourceMappings start(
      Template template,
      Map<String, LocalFunction> functions,
      Services services,
      Checkpoints checkpoints) {
    var mappings = new EventSourceMappings();
    for (var definition : template.functions()) {
      var function = functions.get(definition.name());
      if (function != null) {
        definition
            .sources()
            .forEach(source -> mappings.start(source, function, services, checkpoints));
      }
    }
    return mappings;
  }

  private void start(
      EventSourceMapping source,
      LocalFunction function,
      Services services,
      Checkpoints checkpoints) {
    switch (source) {
      case EventSourceMapping.FromStream stream -> {
        var shards = new Shards(services.clients().streams(), services.streamArn(stream.table()));
        var batches = new StreamBatches(stream, function, services.queues(), stopping);
        var running = new StreamSource(stream, shards, batches, checkpoints, stopping);
        streams.add(running);
        otherThreads.add(thread(stream.name(), running::run));
      }
      case EventSourceMapping.FromQueue queue -> {
        var running = new QueueSource(queue, function, services.queues(), stopping);
        queues.add(running);
        queueThreads.add(thread(queue.name(), running::run));
      }
      case EventSourceMapping.OnSchedule schedule ->
          otherThreads.add(
              thread(schedule.name(), new ScheduleSource(schedule, function, stopping)::run));
    }
  }

  private static Thread thread(String name, Loop loop) {
    return Thread.ofVirtual()
        .name(name)
        .start(
            () -> {
              try {
                loop.run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  long unhandledRecords() {
    return streams.stream().mapToLong(StreamSource::unhandled).sum();
  }

  /** Lets running invocations end, for at most five seconds; the rest is delivered again. */
  @Override
  public void close() {
    stopping.begin();
    queueThreads.forEach(Thread::interrupt);
    var draining = queues.stream().map(queue -> thread("draining", queue::drain)).toList();
    var end = System.nanoTime() + DRAIN_TIME.toNanos();
    Stream.of(queueThreads, draining, otherThreads)
        .flatMap(List::stream)
        .forEach(thread -> joinUntil(end, thread));
  }

  private static void joinUntil(long end, Thread thread) {
    try {
      thread.join(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
