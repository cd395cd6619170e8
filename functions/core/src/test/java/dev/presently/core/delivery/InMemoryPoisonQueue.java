package dev.presently.core.delivery;

import dev.presently.core.DependencyFailed;
import java.util.ArrayList;
import java.util.List;

/** Keeps what was set aside, for a test to read. */
public final class InMemoryPoisonQueue implements PoisonQueue {
  private final List<Poison> kept = new ArrayList<>();
  private int room = Integer.MAX_VALUE;

  @Override
  public synchronized void keep(Poison poison) {
    if (kept.size() >= room) {
      throw new DependencyFailed("no room for poison");
    }
    kept.add(poison);
  }

  /** Keeps this many in all and then fails. */
  public synchronized void keepOnly(int most) {
    room = most;
  }

  public synchronized List<Poison> kept() {
    return List.copyOf(kept);
  }
}
