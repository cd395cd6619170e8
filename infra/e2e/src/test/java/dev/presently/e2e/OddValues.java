package dev.presently.e2e;

import dev.presently.adapters.json.StrictJson;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Values that no sensible caller sends, and JSON texts that hold some of them. */
final class OddValues {
  private static final List<String> JSON =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "-0",
          "-1",
          "1",
          "7",
          "1.5",
          "1e3",
          "1e-3",
          "1e999999999",
          "1e-999999999",
          "-1e2147483647",
          "1e99999999999",
          "9223372036854775808",
          "2147483648",
          "-2147483649",
          "0.1e1",
          "1".repeat(40),
          "1".repeat(41),
          "1".repeat(2000),
          "NaN",
          "01",
          "+1",
          "Infinity",
          "\"\"",
          "\" \"",
          "\"\\u0000\"",
          "\"\\u001b[31m\"",
          "\"\\u007f\"",
          "\"\\u0085\"",
          "\"\\ud800\"",
          "\"\\udc00x\"",
          "\"\\ud83d\\ude00\"",
          "\"\\u202etxt\"",
          "\"e\\u0301\"",
          "\"\\ufdfa\"",
          "\"\\ufeff\"",
          "\"\\x41\"",
          "\"\\\"",
          "\"a\nb\"",
          "'a'",
          "\"*\"",
          "\"${jndi:ldap://x/y}\"",
          "\"%s%n%00\"",
          "\"<script>alert(1)</script>\"",
          "\"../../../etc/passwd\"",
          "\"' OR '1'='1\"",
          "\"__proto__\"",
          "\"constructor\"",
          "\"#pk\"",
          "\"@\"",
          "\"@s.whatsapp.net\"",
          "\"1@s.whatsapp.net\"",
          "\"status@broadcast\"",
          "\"5511999999999:12@s.whatsapp.net\"",
          "\"5511999999999@s.whatsapp.net@lid\"",
          "\"120363025246125016@g.us\"",
          "\"5511999999999-1600000000@g.us\"",
          "\"+5511999999999\"",
          "\"00000000000000000000@lid\"",
          "\"\\u0661\\u0662\\u0663@lid\"",
          "\"available\"",
          "\"composing\"",
          "\"typing\"",
          "\"offline\"",
          "\"sales\"",
          "\"waha\"",
          "\"loopback\"",
          "\"presence.update\"",
          "\"https://receiver.presently.dev/%00\"",
          "\"https://[\"",
          "\"https://nowhere.presently.dev\"",
          "\"http://127.0.0.1:0\"",
          "\"http://127.0.0.1:9\"",
          "\"2026-01-15T10:30:00Z\"",
          "\"+999999999-12-31T23:59:59Z\"",
          "\"0001-01-01T00:00:00Z\"",
          "[]",
          "{}",
          "[null]",
          "[[]]",
          "[{}]",
          "{\"\":null}",
          "{\"a\":{\"a\":{\"a\":1}}}",
          "[1,\"a\",true,null,{},[]]",
          "{\"type\":\"loopback\"}",
          "{\"type\":\"waha\"}",
          "{\"attempts\":1e999999999,\"delaySeconds\":1}",
          "{\"attempts\":1e-999999999,\"delaySeconds\":1}",
          "[{\"name\":\"\",\"value\":\"\"}]",
          "[{\"name\":\"X\",\"value\":\"a\\r\\nb\"}]");

  private static final List<String> NAMES =
      List.of(
          "",
          " ",
          "a",
          "name",
          "url",
          "session",
          "engine",
          "events",
          "headers",
          "filter",
          "retries",
          "hmacKey",
          "chatId",
          "chatIds",
          "presence",
          "enabled",
          "label",
          "config",
          "proxy",
          "lid",
          "phoneNumber",
          "pushName",
          "previousKeyExpiresInSeconds",
          "__proto__",
          "\\u0000",
          "\\ud800",
          "\\ud83d\\ude00",
          "pk",
          "sk",
          "revision",
          "e\\u0301",
          "x".repeat(300));

  private static final List<String> PATHS =
      List.of(
          "",
          "%",
          "%%",
          "%zz",
          "%2",
          "%00",
          "a%00b",
          "%2F",
          "%2f..%2f..%2f",
          "a%2Fb",
          "%252F",
          "..",
          ".",
          "%2e%2e",
          "%0d%0a",
          "%C0%AF",
          "%FF",
          "%ED%A0%80",
          "%F0%9F%98%80",
          "\u0000",
          "\u001b",
          "\u00e4",
          "\ud83d\ude00",
          "e\u0301",
          " ",
          "%20",
          "+",
          "sales",
          "sales%00",
          "SALES",
          "sales ",
          "waha",
          "wuzapi",
          "titan",
          "nobody",
          "0",
          "1",
          "2",
          "-1",
          "+1",
          "01",
          "1.0",
          "1e3",
          "null",
          "undefined",
          "*",
          "9223372036854775807",
          "9223372036854775808",
          "9".repeat(100),
          "\u0661",
          "5511999999999",
          "%2B5511999999999",
          "5511999999999%40s.whatsapp.net",
          "5511999999999@s.whatsapp.net",
          "5511999999999%3A12%40s.whatsapp.net",
          "%40",
          "status%40broadcast",
          "120363025246125016%40g.us",
          "1%40lid",
          "@",
          "dlv_",
          "dlv_0_0",
          "dlv_bd497217b88db1f0f38ea6538065c3fb_001768467600000-0000000000000000007",
          "dlv_bd497217b88db1f0f38ea6538065c3fb_999999999999999-9999999999999999999",
          "'",
          "\"",
          "\\",
          "<x>",
          "{session}",
          "a".repeat(64),
          "a".repeat(65),
          "a".repeat(10_000),
          "%41".repeat(500));

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "0",
          "1",
          "500",
          "501",
          "1000",
          "1001",
          "-1",
          "1.0",
          "1e3",
          "00001",
          "+1",
          "99999",
          "99999999999999999999",
          "\u0661",
          "null",
          "true",
          "*",
          "\"",
          "W/\"",
          "W/\"x\", *",
          ",,,",
          "\u0000",
          "\r\nX-A: b",
          "\u00e4",
          "\ud83d\ude00",
          "%00",
          "%2F",
          "DEAD",
          "dead",
          "PENDING",
          "2026-01-15T10:30:00Z",
          "2026-01-15T10:30:00 03:00",
          "-1000000000-01-01T00:00:00Z",
          "+1000000000-12-31T23:59:59Z",
          "1768473000",
          "d2ViaG9va3M6MQ",
          "d2ViaG9va3M6",
          "c2Vzc2lvbnM6",
          "c2Vzc2lvbnM6_w",
          "cHJlc2VuY2U6eA",
          "ZGVsaXZlcmllczp4",
          "====",
          "a===",
          "AAAA",
          "application/json",
          "APPLICATION/JSON;charset=utf-16",
          "application/json;",
          "text/plain",
          "application/x-www-form-urlencoded",
          "multipart/form-data; boundary=x",
          ";",
          "/",
          "Bearer x",
          "respond-async",
          "sha256=",
          "sha256=00",
          "00",
          "localhost:99999",
          "[::1",
          ":",
          "x".repeat(129),
          "x".repeat(9000));

  private static final List<String> QUERIES =
      List.of("limit", "cursor", "since", "status", "from", "to", "", "limit[]", "\u0000", "LIMIT");

  private static final List<String> HEADERS =
      List.of(
          "Content-Type",
          "content-type",
          "If-None-Match",
          "Idempotency-Key",
          "Prefer",
          "Host",
          "Authorization",
          "X-Webhook-Hmac",
          "X-Webhook-Signature",
          "x-hmac-signature",
          "X-Request-Id",
          "Content-Length",
          "Transfer-Encoding",
          "Accept",
          "",
          "\u0000");

  private final RandomGenerator chance;

  OddValues(RandomGenerator chance) {
    this.chance = chance;
  }

  boolean oneIn(int times) {
    return chance.nextInt(times) == 0;
  }

  int below(int bound) {
    return chance.nextInt(bound);
  }

  String path() {
    return anyOf(PATHS);
  }

  String query() {
    return anyOf(QUERIES);
  }

  String header() {
    return anyOf(HEADERS);
  }

  String text() {
    return anyOf(TEXTS);
  }

  String json() {
    return switch (below(30)) {
      case 0 -> "\"" + "x".repeat(1 + below(5000)) + "\"";
      case 1 -> "[" + "\"5511999999999\",".repeat(below(1200)) + "1]";
      case 2 -> nested(1 + below(60));
      default -> anyOf(JSON);
    };
  }

  String name() {
    return anyOf(NAMES);
  }

  /** Arrays or objects in each other, sometimes left open. */
  String nested(int depth) {
    String open = oneIn(2) ? "[" : "{\"a\":";
    String close = open.equals("[") ? "]" : "}";
    return open.repeat(depth) + "1" + (oneIn(4) ? "" : close.repeat(depth));
  }

  /** The value as text, in which one node of so many is another one. */
  String spoilt(JsonNode value, int oneOf) {
    if (oneIn(oneOf)) {
      return json();
    }
    return switch (value) {
      case ObjectNode object -> object(object, oneOf);
      case ArrayNode array ->
          array
              .valueStream()
              .map(item -> spoilt(item, oneOf))
              .collect(Collectors.joining(",", "[", "]"));
      case JsonNode other -> StrictJson.write(other);
    };
  }

  private String object(ObjectNode fields, int oneOf) {
    var text = new StringBuilder("{");
    fields.forEachEntry(
        (name, value) -> {
          String shown = oneIn(4 * oneOf) ? name() : name;
          if (!oneIn(2 * oneOf)) {
            field(text, shown, spoilt(value, oneOf));
          }
          if (oneIn(4 * oneOf)) {
            field(text, shown, json());
          }
        });
    if (oneIn(oneOf)) {
      field(text, name(), json());
    }
    return text.append('}').toString();
  }

  private static void field(StringBuilder text, String name, String value) {
    text.append(text.length() > 1 ? "," : "").append('"').append(name).append("\":").append(value);
  }

  private String anyOf(List<String> values) {
    return values.get(below(values.size()));
  }
}
