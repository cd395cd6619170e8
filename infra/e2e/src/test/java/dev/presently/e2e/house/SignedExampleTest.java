package dev.presently.e2e.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.webhook.HmacKey;
import dev.presently.core.webhook.SigningKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The request in the manual, which .ci/snippets verifies in five languages, is signed as ours are.
 */
class SignedExampleTest {
  private static final Pattern REQUEST =
      Pattern.compile(
          "With the key `(?<key>[^`]+)`.*?```http\\n(?<headers>.*?)\\n\\n(?<body>.*?)\\n```",
          Pattern.DOTALL);

  @Test
  void theExampleOfTheManualIsSignedAsEveryEventIs() throws IOException {
    Matcher request = REQUEST.matcher(Files.readString(House.ROOT.resolve("docs/delivery.md")));
    assertThat(request.find()).isTrue();
    var headers = request.group("headers");
    var signed =
        SigningKeys.only(new HmacKey(request.group("key")))
            .signatureHeaders(
                header(headers, "webhook-id"),
                request.group("body"),
                Instant.ofEpochSecond(Long.parseLong(header(headers, "webhook-timestamp"))));

    assertThat(signed).hasSize(4);
    assertThat(headers.lines())
        .containsAll(
            signed.entrySet().stream()
                .map(header -> header.getKey() + ": " + header.getValue())
                .toList());
    assertThat(request.group("body")).contains("\"id\":\"" + header(headers, "webhook-id") + "\"");
  }

  private static String header(String headers, String name) {
    return headers
        .lines()
        .filter(line -> line.startsWith(name + ": "))
        .map(line -> line.substring(name.length() + 2))
        .findFirst()
        .orElseThrow();
  }
}
