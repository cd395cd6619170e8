package dev.presently.local;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** All event sources of a template, running. */
final class EventSourceMappings implements AutoCloseable {
  private static final int DRAIN_SECONDS = 5;

  private final StopSignal stopping = new StopSignal();
  private final List<StreamSource> streams = new ArrayList<>();
  private final List<ScheduleSource> schedules = new ArrayList<>();
  private final Services services;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private EventSourceMappings(Services services) {
    this.services = services;
  }

  static EventSourceMappings start(
      Template template,
      Map<String, LocalFunction> functions,
      Services services,
      Buckets buckets,
      Checkpoints checkpoints) {
    var mappings = new EventSourceMappings(services);
    for (var definition : template.functions()) {
      var function = functions.get(definition.name());
      if (function != null) {
        definition
            .sources()
            .forEach(source -> mappings.start(source, function, buckets, checkpoints));
      }
    }
    return mappings;
  }

  private void start(
      EventSourceMapping source, LocalFunction function, Buckets buckets, Checkpoints checkpoints) {
    var queues = services.queues();
    switch (source) {
      case EventSourceMapping.FromStream stream -> {
        var shards = new Shards(services.clients().streams(), services.streamArn(stream.table()));
        var running =
            new StreamSource(
                stream,
                function,
                buckets,
                shards,
                services.writes().of(stream.table()),
                checkpoints,
                stopping,
                Instant.now());
        streams.add(running);
        threads.execute(running::run);
      }
      case EventSourceMapping.FromQueue queue ->
          threads.execute(new QueueSource(queue, function, queues, stopping)::run);
      case EventSourceMapping.OnSchedule schedule -> {
        var running = new ScheduleSource(schedule, function, stopping);
        schedules.add(running);
        threads.execute(running::run);
      }
    }
  }

  /** Calls a function as its schedule does, and returns when it has ended. */
  void callScheduled(String function) {
    schedules.stream()
        .filter(schedule -> schedule.function().name().equals(function))
        .forEach(ScheduleSource::call);
  }

  long unhandledRecords() {
    return streams.stream().mapToLong(StreamSource::unhandled).sum();
  }

  /** Lets running invocations end, for at most five seconds; the rest is delivered again. */
  @Override
  public void close() {
    stopping.begin();
    services.endWaits();
    threads.shutdown();
    try {
      threads.awaitTermination(DRAIN_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
