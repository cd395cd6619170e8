package dev.presently.api.client;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.presently.api.Caller;
import dev.presently.core.RecentReads;
import dev.presently.core.access.ClientId;
import dev.presently.core.access.EphemeralId;
import dev.presently.core.client.ClientRules;
import dev.presently.core.client.ClientRulesStore;
import dev.presently.core.client.ClientToken;
import dev.presently.core.session.Secret;
import dev.presently.core.session.SessionName;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Signs and verifies client tokens: {@code prs_ct_} and a JWT (RFC 7519, HS256) under the token key
 * of its session's rules.
 *
 * <pre>
 * session  name
 * sub      ephemeralId
 * chats    as in {@link ClientToken#chatsText}; absent means all
 * exp      seconds since 1970
 * </pre>
 */
public final class ClientTokens {
  private static final String PREFIX = "prs_ct_";
  private static final Pattern ANY = Pattern.compile("(?i:bearer) +" + PREFIX);

  /** A token has few other spellings, because API Gateway caches an answer for each. */
  private static final Pattern BEARER =
      Pattern.compile("(?i:bearer) " + PREFIX + "([A-Za-z0-9_.-]{1,9999})");

  private static final Duration TOKEN_KEY_KEPT = Duration.ofSeconds(5);

  private final ClientRulesStore rules;
  private final Clock clock;

  /** Invalid tokens would cost one read each without it. */
  private final RecentReads<SessionName, Secret> recent = new RecentReads<>();

  public ClientTokens(ClientRulesStore rules, Clock clock) {
    this.rules = rules;
    this.clock = clock;
  }

  public static String sign(ClientToken token, Secret key) {
    var claims =
        new JWTClaimsSet.Builder()
            .subject(token.client().ephemeralId().value())
            .claim("session", token.client().session().value())
            .expirationTime(Date.from(token.expiresAt()));
    token.chatsText().ifPresent(chats -> claims.claim("chats", chats));
    var jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims.build());
    try {
      jwt.sign(new MACSigner(bytes(key)));
    } catch (JOSEException e) {
      throw new IllegalStateException("every Java platform has HS256", e);
    }
    return PREFIX + jwt.serialize();
  }

  /** Whether the header has a client token, valid or not, and no key. */
  public static boolean isClientToken(String authorization) {
    return ANY.matcher(authorization).lookingAt();
  }

  /**
   * What the token in a header {@code Authorization: Bearer …} says. Empty if it was not signed
   * under the key that its session has now (or had in the last 5 seconds), or has expired; every
   * algorithm but HS256 is refused.
   */
  public Optional<Caller.Client> verify(String authorization) {
    Matcher bearer = BEARER.matcher(authorization);
    if (!bearer.matches()) {
      return Optional.empty();
    }
    try {
      SignedJWT jwt = SignedJWT.parse(bearer.group(1));
      ClientToken token = read(jwt.getJWTClaimsSet());
      Instant now = clock.instant();
      Optional<Secret> current =
          token.isExpired(now) ? Optional.empty() : tokenKey(token.client().session(), now);
      return current.isPresent() && isSigned(jwt, current.get())
          ? Optional.of(new Caller.Client(token, ClientRules.fingerprint(current.get())))
          : Optional.empty();
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Optional<Secret> tokenKey(SessionName session, Instant now) {
    return recent
        .find(session, now)
        .orElseGet(
            () ->
                recent.put(
                    session,
                    rules.find(session).map(ClientRules::tokenKey),
                    now.plus(TOKEN_KEY_KEPT)))
        .value();
  }

  private static boolean isSigned(SignedJWT jwt, Secret key) throws JOSEException {
    return jwt.getHeader().getAlgorithm().equals(JWSAlgorithm.HS256)
        && jwt.verify(new MACVerifier(bytes(key)));
  }

  private static ClientToken read(JWTClaimsSet claims) throws ParseException {
    return new ClientToken(
        new ClientId(
            SessionName.parse(required(claims, "session")),
            EphemeralId.parse(required(claims, "sub"))),
        Optional.ofNullable(claims.getStringClaim("chats")).map(ClientToken::chats),
        Optional.ofNullable(claims.getExpirationTime()).map(Date::toInstant).orElse(Instant.EPOCH));
  }

  private static String required(JWTClaimsSet claims, String name) throws ParseException {
    return Optional.ofNullable(claims.getStringClaim(name)).orElse("");
  }

  private static byte[] bytes(Secret key) {
    return key.value().getBytes(StandardCharsets.UTF_8);
  }
}
