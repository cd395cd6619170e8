package dev.presently.local;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Starts the local runner, or a receiver, and keeps it until the process is told to end. */
public final class Main {
  private Main() {}

  /** Exits with 1 and one sentence where it cannot start, with 0 after Ctrl-C. */
  public static void main(String[] arguments) throws InterruptedException {
    try {
      if (arguments.length > 0 && arguments[0].equals("receiver")) {
        Receiver.start(List.of(arguments), System.out);
        return;
      }
      var template = Path.of(System.getProperty("presently.template", "template.yaml"));
      var runner = LocalRunner.start(CommandLine.parse(template, List.of(arguments)));
      var stopped = new CountDownLatch(1);
      Runtime.getRuntime()
          .addShutdownHook(
              Thread.ofPlatform()
                  .unstarted(
                      () -> {
                        System.out.println("Stopping.");
                        runner.close();
                        stopped.countDown();
                        Runtime.getRuntime().halt(0); // a signal would make it 130 or 143
                      }));
      System.out.print(Greeting.of(runner));
      stopped.await();
    } catch (CannotStart e) {
      System.err.println(e.getMessage());
      System.exit(1);
    } catch (RuntimeException e) {
      System.err.println("Presently cannot start: " + e);
      System.exit(1);
    }
  }
}
