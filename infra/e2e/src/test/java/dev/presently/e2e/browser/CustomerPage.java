package dev.presently.e2e.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * A page of another origin than the API's, as a customer has it: its Content-Security-Policy allows
 * its own scripts and the API, no inline script and no inline style.
 */
final class CustomerPage implements AutoCloseable {
  private final HttpServer server;
  private final String api;
  private String html = "";
  private String script = "";

  private CustomerPage(HttpServer server, String api) {
    this.server = server;
    this.api = api;
  }

  static CustomerPage of(URI api) {
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      var page = new CustomerPage(server, api.toString());
      server.createContext("/", exchange -> page.answer(exchange, "text/html", page.html));
      server.createContext(
          "/page.js", exchange -> page.answer(exchange, "text/javascript", page.script));
      server.start();
      return page;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String origin() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Elements only. */
  CustomerPage with(String elements) {
    return with(elements, "");
  }

  /** A script may import from {@code API}. */
  CustomerPage with(String elements, String moduleScript) {
    script = moduleScript.replace("API", api + "/client/presently.js");
    return whole(
        """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <title>Customer</title>
        <script type="module" src="%s/client/presently.js"></script>
        <script type="module" src="/page.js"></script>
        <main>%s</main>
        </html>
        """
            .formatted(api, elements));
  }

  CustomerPage whole(String text) {
    html = text;
    return this;
  }

  URI url() {
    return URI.create(origin() + "/");
  }

  private void answer(HttpExchange exchange, String contentType, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", contentType + "; charset=utf-8");
    exchange
        .getResponseHeaders()
        .set(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self' %1$s; connect-src %1$s %2$s"
                .formatted(api, api.replace("http", "ws")));
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
