package dev.presently.e2e;

import dev.presently.adapters.json.StrictJson;
import dev.presently.core.engine.EngineSignature;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** A bad or odd request to one operation, made from the operation's sample event. */
final class OddRequest {
  static final String SECRET = "a webhook secret";

  /** Engines that sign, and how. */
  private static final Map<String, EngineSignature> SIGNATURES =
      Map.of(
          "waha", new EngineSignature("X-Webhook-Hmac", "HmacSHA512", ""),
          "wuzapi", new EngineSignature("x-hmac-signature", "HmacSHA256", ""),
          "titan", new EngineSignature("X-Webhook-Signature", "HmacSHA256", "sha256="));

  static final List<String> ENGINES = List.of("waha", "wuzapi", "titan");
  private static final int LIMIT = 256 * 1024;

  private final ObjectNode sample;
  private final OddValues odd;
  private final ObjectNode event;
  private final ObjectNode headers;
  private final ObjectNode path;

  private OddRequest(ObjectNode sample, OddValues odd) {
    this.sample = sample;
    this.odd = odd;
    this.event = sample.deepCopy();
    this.headers = object(sample, "headers");
    this.path = object(sample, "pathParameters");
  }

  /** The event as API Gateway would hand it to the operation's function. */
  static ObjectNode to(String operation, ObjectNode sample, OddValues odd) {
    var request = new OddRequest(sample, odd);
    request.spoilPath();
    request.spoilQuery();
    if (operation.equals("receiveEngineEvents")) {
      request.engine();
    } else {
      request.body(request.bytes(sample.path("body").stringValueOpt().orElse("{}")));
    }
    request.spoilHeaders();
    return request.event();
  }

  private static ObjectNode object(ObjectNode sample, String field) {
    return sample.path(field).asObjectOpt().orElseGet(StrictJson::newObject).deepCopy();
  }

  private ObjectNode event() {
    event.set("headers", odd.oneIn(200) ? NullNode.instance : headers);
    event.set("pathParameters", path.isEmpty() ? NullNode.instance : path);
    return event;
  }

  private void spoilPath() {
    for (String name : sample.path("pathParameters").propertyNames()) {
      if (odd.oneIn(4)) {
        path.put(name, odd.path());
      }
    }
  }

  private void spoilQuery() {
    ObjectNode query = object(sample, "queryStringParameters");
    while (odd.oneIn(2)) {
      query.put(odd.query(), odd.text());
    }
    event.set("queryStringParameters", query.isEmpty() ? NullNode.instance : query);
  }

  private void spoilHeaders() {
    while (odd.oneIn(4)) {
      headers.put(odd.header(), odd.text());
    }
  }

  /** What one of the engines posts, mostly signed as it is. */
  private void engine() {
    String type = ENGINES.get(odd.below(ENGINES.size()));
    if (path.equals(object(sample, "pathParameters"))) {
      path.put("session", type);
    }
    byte[] body = bytes(posted(type));
    if (type.equals("wuzapi") && odd.oneIn(2)) {
      headers.put("Content-Type", "application/x-www-form-urlencoded");
      body = form(body);
    }
    body(body);
    if (!odd.oneIn(6)) {
      EngineSignature signature = Optional.ofNullable(SIGNATURES.get(type)).orElseThrow();
      headers.put(signature.header(), signed(signature, body));
    }
  }

  private String posted(String type) {
    return switch (type) {
      case "wuzapi" ->
          """
          {"type":"ChatPresence","event":{"Chat":"120363025246125016@g.us","Sender":"5511999999999:3@s.whatsapp.net",
           "SenderAlt":"90000000000002@lid","IsFromMe":false,"State":"composing","Media":"","Info":{"Chat":"1@lid",
           "Sender":"1@lid"},"From":"5511999999999@s.whatsapp.net","Unavailable":true,"LastSeen":"2026-01-15T10:30:00Z"},
           "last_seen":1768473000}""";
      case "titan" ->
          """
          {"id":"evt_1","event":"presence.update","session":"sales","timestamp":"2026-01-15T10:30:00Z","payload":
           {"from":{"phoneNumber":"+5511999999999","lid":"90000000000002","mode":"pn"},"sender":{"lid":"1"},
            "state":"composing","media":"audio","unavailable":false,"lastSeen":1768473000}}""";
      default -> sample.path("body").stringValueOpt().orElseThrow();
    };
  }

  private static byte[] form(byte[] json) {
    String text = new String(json, StandardCharsets.ISO_8859_1);
    return ("userID=1&jsonData=" + text.replace("%", "%25").replace("&", "%26").replace("+", "%2B"))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String signed(EngineSignature signature, byte[] body) {
    try {
      Mac mac = Mac.getInstance(signature.algorithm());
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), signature.algorithm()));
      return signature.prefix() + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private byte[] bytes(String good) {
    return switch (odd.below(16)) {
      case 0 -> utf8(good);
      case 1 -> utf8(damaged(good));
      case 2 -> utf8("{\"" + odd.name() + "\":" + odd.json() + "," + good.substring(1));
      case 3 -> utf8(odd.oneIn(4) ? odd.nested(odd.below(20_000)) : odd.nested(odd.below(60)));
      case 4 -> utf8(odd.json());
      case 5 -> notUtf8(utf8(good));
      case 6 -> utf8(odd.oneIn(4) ? manyFields() : "\ufeff" + good);
      case 7 -> utf8(odd.oneIn(4) ? large(good) : good + " ".repeat(odd.below(100)));
      case 8 -> utf8(odd.oneIn(2) ? "" : " \t\r\n".repeat(1 + odd.below(3)));
      default -> utf8(odd.spoilt(StrictJson.read(good), 2 + odd.below(8)));
    };
  }

  private String damaged(String good) {
    int at = odd.below(good.length() + 1);
    return switch (odd.below(3)) {
      case 0 -> good.substring(0, at);
      case 1 -> good.substring(0, at) + odd.text() + good.substring(at);
      default -> good + good;
    };
  }

  /** Overlong, half and impossible sequences, in the middle of the body. */
  private byte[] notUtf8(byte[] good) {
    int[][] wrong = {{0xc0, 0xaf}, {0xff}, {0xed, 0xa0, 0x80}, {0xf4, 0x90, 0x80, 0x80}, {0xe2}};
    int[] inserted = wrong[odd.below(wrong.length)];
    int at = odd.below(good.length + 1);
    byte[] bad = Arrays.copyOf(good, good.length + inserted.length);
    System.arraycopy(good, at, bad, at + inserted.length, good.length - at);
    for (int i = 0; i < inserted.length; i++) {
      bad[at + i] = (byte) inserted[i];
    }
    return bad;
  }

  private String manyFields() {
    var text = new StringBuilder("{");
    int fields = 1 + odd.below(5000);
    for (int i = 0; i < fields; i++) {
      text.append("\"f").append(i).append("\":").append(i).append(',');
    }
    return text.append("\"last\":1}").toString();
  }

  private String large(String good) {
    return "{\"a\":\"" + "x".repeat(LIMIT - 100 + odd.below(200)) + "\"," + good.substring(1);
  }

  /** As text where it is some, and in base64 where it is not or just so. */
  private void body(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    boolean encoded = !Arrays.equals(utf8(text), bytes) || odd.oneIn(5);
    event.put("isBase64Encoded", encoded);
    event.set(
        "body",
        Optional.of(encoded ? Base64.getEncoder().encodeToString(bytes) : text)
            .filter(given -> !given.isEmpty())
            .<JsonNode>map(StringNode::valueOf)
            .orElseGet(NullNode::getInstance));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** For people who want to see it: what differs from request to request, without the long rest. */
  static String shown(JsonNode event) {
    ObjectNode differing = StrictJson.newObject();
    differing.set("path", event.path("pathParameters"));
    differing.set("query", event.path("queryStringParameters"));
    differing.set("headers", event.path("headers"));
    differing.set("body", event.path("body"));
    String text = StrictJson.write(differing);
    return text.length() > 3000 ? text.substring(0, 3000) + "…" : text;
  }
}
