package dev.presently.e2e.bench;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A WAHA engine whose contacts go online and offline: each call reports one change. Calls for one
 * contact must not overlap.
 */
final class SimulatedEngine {
  private static final String SECRET = "the-benchmark-signs-with-this";

  private final BenchCaller caller;
  private final String session;
  private final int contacts;
  private final AtomicInteger[] changes;
  private final AtomicLong clock = new AtomicLong(System.currentTimeMillis() - 86_400_000L);

  SimulatedEngine(BenchCaller caller, String session, int contacts) {
    this.caller = caller;
    this.session = session;
    this.contacts = contacts;
    this.changes = new AtomicInteger[contacts];
    for (int i = 0; i < contacts; i++) {
      changes[i] = new AtomicInteger();
    }
    caller.post(
        "/api/sessions",
        "{\"name\":\"%s\",\"engine\":{\"type\":\"waha\",\"url\":\"http://127.0.0.1\",\"webhookSecret\":\"%s\"}}"
            .formatted(session, SECRET));
  }

  int contacts() {
    return contacts;
  }

  String session() {
    return session;
  }

  static String number(int contact) {
    return "55110%08d".formatted(contact);
  }

  /** Reports the next change of this contact; returns its seq. */
  int change(int contact) {
    int seq = changes[contact].incrementAndGet();
    String number = number(contact);
    report(number + "@c.us", seq, presence(number, seq));
    return seq;
  }

  /** Reports the next change of ten participants of a group, in one body. */
  void changeTen(int group) {
    int seq = changes[group].incrementAndGet();
    report(
        number(group) + "@g.us",
        seq,
        IntStream.range(0, 10)
            .mapToObj(i -> presence(number(group * 10 + i), seq))
            .collect(Collectors.joining(",")));
  }

  private static String presence(String number, int seq) {
    return "{\"participant\":\"%s@c.us\",\"lastKnownPresence\":\"%s\",\"lastSeen\":null}"
        .formatted(number, seq % 2 == 1 ? "online" : "offline");
  }

  private void report(String chat, int seq, String presences) {
    String body =
        """
        {"id":"evt_%s_%d","timestamp":%d,"event":"presence.update","session":"default",\
        "payload":{"id":"%s","presences":[%s]}}\
        """
            .formatted(chat, seq, clock.incrementAndGet(), chat, presences);
    caller.post("/api/intake/" + session, body, "X-Webhook-Hmac", hmac(body));
  }

  private static String hmac(String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA512");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA512"));
      return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
