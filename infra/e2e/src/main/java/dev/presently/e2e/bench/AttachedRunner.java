package dev.presently.e2e.bench;

import dev.presently.local.Main;
import java.io.IOException;
import java.io.OutputStream;

/** The local runner for as long as the process lives that started it, however that one ends. */
final class AttachedRunner {
  private AttachedRunner() {}

  public static void main(String[] arguments) throws InterruptedException {
    Thread.ofPlatform().daemon().name("parent").start(AttachedRunner::endWithParent);
    Main.main(arguments);
  }

  /** The parent writes nothing: the end of the input is the end of the parent. */
  private static void endWithParent() {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      System.err.println(e.getMessage());
    }
    Runtime.getRuntime().halt(1);
  }
}
