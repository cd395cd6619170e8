package dev.presently.e2e.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** A running program that takes events over HTTP and sends each to all receivers. */
interface Contender extends IntUnaryOperator, AutoCloseable {
  int CONTACTS = 100;

  /** Publishes the contact's next event; returns its number in that contact, from 1. */
  @Override
  int applyAsInt(int contact);

  /** Of the process and those that it started, since their start. */
  Duration cpu();

  @Override
  void close();

  /** A local runner, with a webhook for each receiver. */
  static Contender presently(Path project, List<MeasuringReceiver> receivers) throws IOException {
    RunnerProcess runner = RunnerProcess.start(project, List.of());
    var caller = new BenchCaller(runner.baseUrl(), runner.apiKey());
    var engine = new SimulatedEngine(caller, "shop", CONTACTS);
    receivers.forEach(
        receiver ->
            caller.post(
                "/api/webhooks",
                "{\"url\":\"%s\",\"session\":\"shop\",\"hmacKey\":\"a-key-for-the-benchmark\",\"coalesce\":false}"
                    .formatted(receiver.url())));
    return new Contender() {
      @Override
      public int applyAsInt(int contact) {
        return engine.change(contact);
      }

      @Override
      public Duration cpu() {
        return runner.spent().cpu();
      }

      @Override
      public void close() {
        runner.close();
      }
    };
  }
}
