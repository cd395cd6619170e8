package dev.presently.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.ConcurrentCallers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract of {@link ChecksumKeyStore}. */
public abstract class ChecksumKeyStoreContract {
  /** An empty store. */
  protected abstract ChecksumKeyStore create();

  @Test
  void theFirstKeyStays() {
    ChecksumKeyStore store = create();
    assertThat(store.find()).isEmpty();

    assertThat(store.createIfAbsent(key(1))).isEqualTo(key(1));
    assertThat(store.createIfAbsent(key(2))).isEqualTo(key(1));
    assertThat(store.find()).contains(key(1));
  }

  @Test
  void manyAtOnceGetTheSameKey() {
    ChecksumKeyStore store = create();

    List<ChecksumKey> keys = ConcurrentCallers.of(50, i -> store.createIfAbsent(key(i)));

    assertThat(keys).containsOnly(store.find().orElseThrow());
  }

  private static ChecksumKey key(int number) {
    byte[] bytes = new byte[ChecksumKey.BYTES];
    bytes[0] = (byte) number;
    return ChecksumKey.of(bytes);
  }
}
