package dev.presently.api.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.presently.api.Caller;
import dev.presently.core.Examples;
import dev.presently.core.client.ClientRules;
import dev.presently.core.client.ClientRulesStore;
import dev.presently.core.session.Secret;
import dev.presently.core.session.SessionName;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClientTokensTest {
  private static final SessionName SHOP = new SessionName("shop");

  private final ClientFixture world = new ClientFixture();
  private final ClientTokens tokens =
      new ClientTokens(world.deployment.clientRules, world.deployment.clock);

  @BeforeEach
  void begin() {
    world.rules("{}");
  }

  @Test
  void aTokenIsValidUntilItExpires() {
    String token = ClientFixture.text(world.token(",\"ttlSeconds\":60"));

    world.deployment.clock.advance(Duration.ofMillis(59_999));
    assertThat(verify(token)).isPresent();
    world.deployment.clock.advance(Duration.ofMillis(1));
    assertThat(verify(token)).isEmpty();
  }

  /** Each of these would be valid if one check were missing. */
  @Test
  void forgedTokensAreRefused() throws Exception {
    String token = ClientFixture.text(world.token(""));
    String[] parts = token.substring("prs_ct_".length()).split("\\.", -1);
    String key = world.deployment.clientRules.find(SHOP).orElseThrow().tokenKey().value();
    String foreign = signed(JWSAlgorithm.HS256, "x".repeat(43), claims().build());

    assertThat(
            List.of(
                token.substring("prs_ct_".length()),
                "prs_ct_"
                    + parts[0]
                    + "."
                    + encoded(
                        new String(Base64.getUrlDecoder().decode(parts[1])).replace("u1", "u2"))
                    + "."
                    + parts[2],
                "prs_ct_" + parts[0] + "." + parts[1] + ".",
                "prs_ct_" + encoded("{\"alg\":\"none\"}") + "." + parts[1] + ".",
                "prs_ct_" + new PlainJWT(claims().build()).serialize(),
                foreign,
                signed(JWSAlgorithm.HS256, key, claims().expirationTime(null).build()),
                signed(JWSAlgorithm.HS256, key, claims().claim("session", "desk").build()),
                signed(JWSAlgorithm.HS256, key, claims().claim("session", 7).build()),
                signed(JWSAlgorithm.HS256, key, claims().subject(null).build()),
                signed(JWSAlgorithm.HS256, key, claims().claim("chats", "").build()),
                "prs_ct_",
                "prs_ct_a.b.c",
                "prs_ct_" + "x".repeat(20_000)))
        .allSatisfy(forged -> assertThat(verify(forged)).isEmpty());
    assertThat(verify(signed(JWSAlgorithm.HS256, key, claims().build()))).isPresent();
  }

  /** The library verifies HS384 too where the key is as long as that needs. */
  @Test
  void noOtherAlgorithmIsAcceptedUnderTheSameKey() throws Exception {
    ClientRules rules = world.deployment.clientRules.find(SHOP).orElseThrow();
    String key = "x".repeat(64);
    world.deployment.clientRules.replace(
        new ClientRules(SHOP, Set.of(), Set.of(), 0, 0, true, new Secret(key)), rules.tokenKey());

    assertThat(verify(signed(JWSAlgorithm.HS256, key, claims().build()))).isPresent();
    assertThat(verify(signed(JWSAlgorithm.HS384, key, claims().build()))).isEmpty();
    assertThat(verify(signed(JWSAlgorithm.HS512, key, claims().build()))).isEmpty();
  }

  @Test
  void aTokenEndsWithItsSession() {
    String token = ClientFixture.text(world.token(""));

    world.deployment.useCases().removeSession().remove(SHOP);
    world.deployment.clock.advance(Duration.ofSeconds(5));
    assertThat(verify(token)).isEmpty();
    world.deployment.store(Examples.loopback("shop", "+5511900000000"));
    world.rules("{}");
    world.deployment.clock.advance(Duration.ofSeconds(5));
    assertThat(verify(token)).isEmpty();
  }

  @Test
  void madeUpTokensOfASessionCostOneReadInFiveSeconds() throws Exception {
    var reads = new AtomicInteger();
    var counted =
        new ClientTokens(
            new CountedRules(world.deployment.clientRules, reads), world.deployment.clock);

    for (String session : List.of("shop", "no-such-session")) {
      for (int i = 0; i < 20; i++) {
        String madeUp =
            signed(
                JWSAlgorithm.HS256,
                "x".repeat(43),
                claims().subject("u" + i).claim("session", session).build());
        assertThat(counted.verify("Bearer " + madeUp)).isEmpty();
      }
    }
    assertThat(reads).hasValue(2);
    world.deployment.clock.advance(Duration.ofSeconds(5));
    assertThat(counted.verify("Bearer " + ClientFixture.text(world.token("")))).isPresent();
    assertThat(reads).hasValue(3);
  }

  /** API Gateway caches one answer for each spelling. */
  @Test
  void aTokenHasNoEndlessSpellings() {
    String token = ClientFixture.text(world.token(""));

    for (String spelling :
        List.of(
            token + "=", token + "!!", " " + token, token + " ", "PRS_CT_" + token.substring(7))) {
      assertThat(verify(spelling)).as(spelling).isEmpty();
    }
  }

  private record CountedRules(ClientRulesStore rules, AtomicInteger reads)
      implements ClientRulesStore {
    @Override
    public Optional<ClientRules> find(SessionName session) {
      reads.incrementAndGet();
      return rules.find(session);
    }

    @Override
    public boolean add(ClientRules first) {
      return rules.add(first);
    }

    @Override
    public boolean replace(ClientRules changed, Secret tokenKey) {
      return rules.replace(changed, tokenKey);
    }

    @Override
    public void remove(SessionName session) {
      rules.remove(session);
    }
  }

  private Optional<Caller.Client> verify(String token) {
    return tokens.verify("Bearer " + token);
  }

  private JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .subject("u1")
        .claim("session", "shop")
        .expirationTime(Date.from(world.deployment.clock.instant().plusSeconds(60)));
  }

  private static String signed(JWSAlgorithm algorithm, String key, JWTClaimsSet claims)
      throws Exception {
    var jwt = new SignedJWT(new JWSHeader(algorithm), claims);
    jwt.sign(new MACSigner(key));
    return "prs_ct_" + jwt.serialize();
  }

  private static String encoded(String json) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes());
  }
}
