package dev.presently.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Runs a command of {@code ./presently} until the process is stopped. */
public final class Main {
  private Main() {}

  /** Exits with 1 and one sentence if it cannot start, with 0 after Ctrl-C. */
  public static void main(String[] arguments) throws InterruptedException {
    var template = Path.of(System.getProperty("presently.template", "template.yaml"));
    try {
      if (List.of(arguments).equals(List.of("rehearse"))) {
        Rehearsal.run(template, Rehearsal.LENGTH);
        System.exit(0);
      }
      var line = CommandLine.parse(List.of(arguments));
      switch (line.command()) {
        case UP ->
            up(
                RunnerOptions.of(template, line, System.getenv(), System.out)
                    .withKeyFile(
                        Optional.ofNullable(System.getProperty("presently.key")).map(Path::of)));
        case RECEIVER -> ConsoleReceiver.start(line, System.out);
        case ENGINE -> {
          var engine = StubEngineCommand.start(line, System.out);
          keep(engine, StubEngineCommand.greeting(engine, line));
        }
        case WATCH -> {
          var watch = Watch.start(line, System.out);
          keep(watch, watch.greeting());
        }
        case SERVICES -> {
          var services = StandaloneServices.start(ServicesOptions.of(template, line));
          keep(services, services.greeting());
        }
        default -> CommandLine.main(arguments);
      }
    } catch (CannotStart e) {
      System.err.println(e.getMessage());
      System.exit(1);
    } catch (RuntimeException e) {
      System.err.println("Presently cannot start: " + e);
      System.exit(1);
    }
  }

  private static void up(RunnerOptions options) throws InterruptedException {
    var runner = LocalRunner.start(options);
    keep(runner, Greeting.of(runner, options));
  }

  /** Returns when the process is stopped and this is closed. */
  private static void keep(AutoCloseable running, String greeting) throws InterruptedException {
    var stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(
                    () -> {
                      System.out.println("Stopping.");
                      try {
                        running.close();
                      } catch (Exception e) {
                        System.err.println("While stopping: " + e);
                      }
                      stopped.countDown();
                      Runtime.getRuntime().halt(0); // a signal would make it 130 or 143
                    }));
    System.out.print(greeting);
    stopped.await();
  }
}
