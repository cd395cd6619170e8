package dev.presently.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A contact of a WAHA engine who comes online and goes offline in turn. A report that is not
 * answered is posted again as it was, as engines do, so the n-th report always makes the change
 * with the seq n.
 */
public final class PersistentContact implements Runnable {
  public static final String SECRET = "what-the-engine-signs-with";

  private static final Duration BEFORE_AGAIN = Duration.ofMillis(50);
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final String number;
  private final String session;
  private final Supplier<URI> baseUrl;
  private final BooleanSupplier enough;
  private volatile long answered;

  public PersistentContact(
      String number, String session, Supplier<URI> baseUrl, BooleanSupplier enough) {
    this.number = number;
    this.session = session;
    this.baseUrl = baseUrl;
    this.enough = enough;
  }

  /** As the receiver names it. */
  public String name() {
    return session + "/" + number + "@s.whatsapp.net";
  }

  /** How many changes were answered with 200. */
  public long answered() {
    return answered;
  }

  /** Reports change after change until it is enough; ends with an answer, or when interrupted. */
  @Override
  public void run() {
    while (!enough.getAsBoolean()) {
      var report = report(answered + 1);
      while (!accepted(report)) {
        LockSupport.parkNanos(BEFORE_AGAIN.toNanos());
      }
      answered++;
    }
  }

  private boolean accepted(String report) {
    var request =
        HttpRequest.newBuilder(URI.create(baseUrl.get() + "/api/intake/" + session))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .header("X-Webhook-Hmac", hmac(report))
            .POST(HttpRequest.BodyPublishers.ofString(report))
            .build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private String report(long count) {
    return Scene.json(
        "{'id':'evt_%s_%d','timestamp':%d,'event':'presence.update','session':'default','payload':{'id':'%s@c.us','presences':[{'participant':'%s@c.us','lastKnownPresence':'%s','lastSeen':null}]}}"
            .formatted(
                number,
                count,
                TimeUnit.SECONDS.toMillis(1_749_996_000) + count,
                number,
                number,
                count % 2 == 1 ? "online" : "offline"));
  }

  private static String hmac(String body) {
    try {
      var mac = Mac.getInstance("HmacSHA512");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA512"));
      return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
