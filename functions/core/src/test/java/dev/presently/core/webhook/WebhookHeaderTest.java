package dev.presently.core.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presently.core.InvalidValue;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookHeaderTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host",
        "content-type",
        "Content-Length",
        "Transfer-Encoding",
        "Connection",
        "Keep-Alive",
        "TE",
        "Trailer",
        "Upgrade",
        "Expect",
        "Proxy-Authorization",
        "HTTP2-Settings",
        "X-aws-ec2-metadata-token",
        "X-aws-ec2-metadata-token-ttl-seconds",
        "X-Aws-Parameters-Secrets-Token",
        "X-aliyun-ecs-metadata-token",
        "Metadata-Token",
        "Metadata-Token-Expiry-Seconds",
        "X-Google-Metadata-Request",
        "X-IDENTITY-HEADER",
        "Metadata-Flavor",
        "Metadata",
        "webhook-id",
        "Webhook-Signature",
        "X-Webhook-Signature",
        "User-Agent",
        "",
        "a b",
        "a:b",
        "ä",
        "a\n",
        "a\0"
      })
  void headersThatDecideHowARequestIsReadOrThatAreOursAreRefused(String name) {
    assertThatThrownBy(() -> new WebhookHeader(name, "x")).isInstanceOf(InvalidValue.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Api-Key", "Authorization", "traceparent", "x_y", "Cookie"})
  void othersAreTaken(String name) {
    assertThat(new WebhookHeader(name, "Bearer s3cret")).hasToString(name + ": ***");
  }

  @Test
  void valuesArePrintableAscii() {
    assertThatThrownBy(() -> new WebhookHeader("X-A", "a\r\nB: c"))
        .isInstanceOf(InvalidValue.class);
    assertThatThrownBy(() -> new WebhookHeader("X-A", "ä")).isInstanceOf(InvalidValue.class);
    assertThatThrownBy(() -> new WebhookHeader("Authorization", " aws4-HMAC-SHA256 x"))
        .isInstanceOf(InvalidValue.class);
  }

  @Test
  void thereAreAtMost20HeadersOf4KibInAll() {
    List<WebhookHeader> twenty =
        IntStream.range(0, 20).mapToObj(i -> new WebhookHeader("X-" + i, "v")).toList();
    List<WebhookHeader> more =
        IntStream.range(0, 21).mapToObj(i -> new WebhookHeader("X-" + i, "v")).toList();

    assertThat(WebhookHeader.checked(twenty)).hasSize(20);
    assertThatThrownBy(() -> WebhookHeader.checked(more)).hasMessageContaining("20");
    assertThat(WebhookHeader.checked(List.of(new WebhookHeader("X-A", "v".repeat(4093)))))
        .hasSize(1);
    assertThatThrownBy(
            () -> WebhookHeader.checked(List.of(new WebhookHeader("X-A", "v".repeat(4094)))))
        .hasMessageContaining("4096");
  }
}
