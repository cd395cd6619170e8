package dev.presently.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * Starts the local runner, its services alone or a receiver, and keeps it until the process is told
 * to end; or rehearses, for later starts.
 */
public final class Main {
  private Main() {}

  /** Exits with 1 and one sentence where it cannot start, with 0 after Ctrl-C. */
  public static void main(String[] arguments) throws InterruptedException {
    try {
      if (arguments.length > 0 && arguments[0].equals("receiver")) {
        ConsoleReceiver.start(List.of(arguments), System.out);
        return;
      }
      var template = Path.of(System.getProperty("presently.template", "template.yaml"));
      if (arguments.length > 0 && arguments[0].equals("services")) {
        var services =
            StandaloneServices.start(ServicesOptions.parse(template, List.of(arguments)));
        keep(services, services.greeting());
        return;
      }
      if (arguments.length > 0 && arguments[0].equals("rehearse")) {
        Rehearsal.of(template, Rehearsal.LENGTH);
        System.exit(0);
      }
      var runner =
          LocalRunner.start(CommandLine.parse(template, List.of(arguments), System.getenv()));
      // For ./presently key.
      Optional.ofNullable(System.getProperty("presently.key"))
          .ifPresent(
              file -> runner.apiKey().ifPresent(key -> SecretFile.write(Path.of(file), key)));
      keep(runner, Greeting.of(runner));
    } catch (CannotStart e) {
      System.err.println(e.getMessage());
      System.exit(1);
    } catch (RuntimeException e) {
      System.err.println("Presently cannot start: " + e);
      System.exit(1);
    }
  }

  /** Returns when the process was told to end and this is closed. */
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
