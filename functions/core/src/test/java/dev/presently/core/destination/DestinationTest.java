package dev.presently.core.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presently.core.InvalidValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {
  private static final AllowedPrivateHosts LOCAL =
      AllowedPrivateHosts.parse("127.0.0.1, [::1],localhost");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://hooks.acme.com/x?y=1",
        "https://hooks.acme.com:443/",
        "https://a-b.acme.com:8443",
        "https://ACME.com/",
        "https://acme.com./"
      })
  void aPublicHttpsNameIsAllowed(String url) {
    assertThat(Destination.parse(url, AllowedPrivateHosts.NONE)).hasToString(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "acme.com",
        "http://acme.com",
        "ftp://acme.com",
        "https://",
        "https:///x",
        "https://acme",
        "https://localhost",
        "https://127.0.0.1",
        "https://[::1]/",
        "https://0x7f.1",
        "https://127.0.0.0x1",
        "https://acme.0x",
        "https://2130706433",
        "https://1.2.3",
        "https://acme.com:80",
        "https://acme.com:0",
        "https://acme.com:99999",
        "https://acme.com:",
        "https://acme.com:0443",
        "https://user@acme.com",
        "https://user:pw@acme.com",
        "https://acme.com/#x",
        "https://acme.com/ x",
        "https://äcme.com",
        "https://-a.com",
        "https://a-.com",
        "https://a..com",
        "https://printer.local",
        "https://metadata.google.internal",
        "https://metadata.packet.net",
        "https://x.onion",
        "https://a_b.com",
        "//acme.com",
        "https:acme.com",
        "javascript:alert(1)",
        "https://acme.com\\@127.0.0.1"
      })
  void everythingElseIsRefusedWithTheReason(String url) {
    assertThatThrownBy(() -> Destination.parse(url, AllowedPrivateHosts.NONE))
        .isInstanceOfSatisfying(
            InvalidValue.class, refused -> assertThat(refused.code()).isEqualTo("url_not_allowed"))
        .hasMessageStartingWith("not a");
  }

  @Test
  void theSchemesCaseMeansNothing() {
    assertThat(Destination.parse("HTTPS://receiver.example.com/X", AllowedPrivateHosts.NONE))
        .hasToString("https://receiver.example.com/X");
    assertThat(Destination.parse("Http://localhost:9/", LOCAL)).hasToString("http://localhost:9/");
  }

  @Test
  void aUrlHasAtMost2048Characters() {
    String longest = "https://acme.com/" + "x".repeat(2048 - 17);

    assertThat(Destination.parse(longest, AllowedPrivateHosts.NONE)).hasToString(longest);
    assertThatThrownBy(() -> Destination.parse(longest + "x", AllowedPrivateHosts.NONE))
        .hasMessageContaining("2,048");
  }

  @Test
  void aHostNameHasAtMost253Characters() {
    String longest = "https://" + "a23456789.".repeat(25) + "dev";

    assertThat(Destination.parse(longest, AllowedPrivateHosts.NONE).host()).hasSize(253);
    assertThatThrownBy(() -> Destination.parse(longest + "s", AllowedPrivateHosts.NONE))
        .hasMessageContaining("253");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:9000/",
        "http://[::1]:9000/x",
        "https://localhost:1",
        "http://LOCALHOST/"
      })
  void aNamedPrivateHostIsAllowedByHttpOnAnyPort(String url) {
    assertThat(Destination.parse(url, LOCAL)).hasToString(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.2/",
        "http://10.0.0.1/",
        "http://acme.com/",
        "http://u@localhost/",
        "http://localhost/#x"
      })
  void namingSomeHostsAllowsNoOthers(String url) {
    assertThatThrownBy(() -> Destination.parse(url, LOCAL)).isInstanceOf(InvalidValue.class);
  }

  @Test
  void theHostIsLowerCaseWithoutATrailingDot() {
    assertThat(Destination.parse("https://Hooks.ACME.com./x", AllowedPrivateHosts.NONE).host())
        .isEqualTo("hooks.acme.com");
  }
}
