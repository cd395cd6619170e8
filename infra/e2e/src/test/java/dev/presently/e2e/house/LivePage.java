package dev.presently.e2e.house;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A live connection of a page to the local runner. */
final class LivePage implements AutoCloseable {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final LinkedBlockingQueue<String> messages = new LinkedBlockingQueue<>();
  private final WebSocket socket;

  private LivePage(URI url) {
    socket =
        CLIENT
            .newWebSocketBuilder()
            .buildAsync(
                url,
                new WebSocket.Listener() {
                  private final StringBuilder text = new StringBuilder();

                  @Override
                  public @Nullable CompletionStage<?> onText(
                      WebSocket from, CharSequence part, boolean last) {
                    text.append(part);
                    if (last) {
                      messages.add(text.toString());
                      text.setLength(0);
                    }
                    from.request(1);
                    return null;
                  }
                })
            .join();
  }

  /** With a client token or an API key. */
  static LivePage open(URI baseUrl, String token) {
    return new LivePage(
        URI.create(baseUrl.toString().replaceFirst("^http", "ws") + "/live?token=" + token));
  }

  /** Single quotes stand for double ones. */
  void send(String message) {
    socket.sendText(message.replace('\'', '"'), true).join();
  }

  /** Waits for a message with this text. */
  void await(String text) {
    try {
      String message;
      do {
        message = messages.poll(SOON.toSeconds(), TimeUnit.SECONDS);
        if (message == null) {
          throw new AssertionError("no message has " + text);
        }
      } while (!message.contains(text));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** Does nothing where the other side has closed it. */
  @Override
  public void close() {
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").exceptionally(_ -> socket).join();
  }
}
