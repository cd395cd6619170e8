package dev.presently.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.presently.core.Hmac;
import dev.presently.core.idempotency.IdempotentRequest;
import dev.presently.core.idempotency.StoredResponse;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts the stored answer to one request with the caller's API key, which is stored nowhere: the
 * table alone is not enough to read the answer. AES-256-GCM; a random nonce stands before the
 * encrypted text, and both are stored as Base64.
 */
final class AnswerSeal {
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;

  AnswerSeal(String apiKey, IdempotentRequest request) {
    this.key =
        new SecretKeySpec(
            Hmac.sha256(apiKey, ("answer\n" + request.fingerprint()).getBytes(UTF_8)), "AES");
  }

  StoredResponse close(StoredResponse answer) {
    byte[] nonce = new byte[NONCE_BYTES];
    new SecureRandom().nextBytes(nonce);
    byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, answer.body().getBytes(UTF_8));
    byte[] stored =
        ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
    return answer.withBody(Base64.getEncoder().encodeToString(stored));
  }

  StoredResponse open(StoredResponse stored) {
    ByteBuffer body = ByteBuffer.wrap(Base64.getDecoder().decode(stored.body()));
    byte[] nonce = new byte[NONCE_BYTES];
    body.get(nonce);
    byte[] sealed = new byte[body.remaining()];
    body.get(sealed);
    return stored.withBody(new String(cipher(Cipher.DECRYPT_MODE, nonce, sealed), UTF_8));
  }

  private byte[] cipher(int mode, byte[] nonce, byte[] text) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      return cipher.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
