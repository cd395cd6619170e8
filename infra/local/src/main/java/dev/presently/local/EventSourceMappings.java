package dev.presently.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All event sources of a template at work. */
final class EventSourceMappings implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private interface Loop {
    void run() throws InterruptedException;
  }

  private final StopSignal stopping = new StopSignal();
  private final List<StreamSource> streams = new ArrayList<>();
  private final List<QueueSource> receivers = new ArrayList<>();
  private final List<Thread> receiving = new ArrayList<>();
  private final List<Thread> running = new ArrayList<>();
  private final Services services;
  private final Checkpoints checkpoints;

  private EventSourceMappings(Services services, Checkpoints checkpoints) {
    this.services = services;
    this.checkpoints = checkpoints;
  }

  static EventSourceMappings start(
      Template template,
      Map<String, LocalFunction> functions,
      Services services,
      Checkpoints checkpoints) {
    var sources = new EventSourceMappings(services, checkpoints);
    for (var definition : template.functions()) {
      var function = functions.get(definition.name());
      if (function != null) {
        definition.sources().forEach(source -> sources.start(source, function));
      }
    }
    return sources;
  }

  private void start(EventSourceMapping source, LocalFunction function) {
    switch (source) {
      case EventSourceMapping.FromStream stream -> {
        var batches = new StreamBatches(stream, function, services.queues(), stopping);
        var shards = new Shards(services.clients().streams(), services.streamArn(stream.table()));
        var moved = new StreamSource(stream, shards, batches, checkpoints, stopping);
        streams.add(moved);
        running.add(thread(stream.name(), moved::run));
      }
      case EventSourceMapping.FromQueue queue -> {
        var moved = new QueueSource(queue, function, services.queues(), stopping);
        receivers.add(moved);
        receiving.add(thread(queue.name(), moved::run));
      }
      case EventSourceMapping.OnSchedule schedule ->
          running.add(
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

  /** Finishes what is with the functions, for at most five seconds; the rest comes again. */
  @Override
  public void close() {
    stopping.begin();
    receiving.forEach(Thread::interrupt);
    var draining = receivers.stream().map(one -> thread("draining", one::drain)).toList();
    var end = System.nanoTime() + PATIENCE.toNanos();
    Stream.of(receiving, draining, running)
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
