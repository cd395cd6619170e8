package dev.presently.e2e.bench;

import dev.presently.local.Main;
import java.io.IOException;
import java.io.OutputStream;

/** The local runner; it ends when the process that started it ends. */
final class AttachedRunner {
  private AttachedRunner() {}

  public static void main(String[] arguments) throws InterruptedException {
    Thread.ofPlatform().daemon().name("parent").start(AttachedRunner::endWithParent);
    Main.main(arguments);
  }

  /** The parent writes nothing: the input ends when the parent ends. */
  private static void endWithParent() {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      System.err.println(e.getMessage());
    }
    Runtime.getRuntime().halt(1);
  }
}
