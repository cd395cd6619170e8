package dev.presently.core.webhook;

import dev.presently.core.session.SessionName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads which webhooks a batch of events may be for. Reads see every completed write. */
public interface SessionWebhooks {
  /**
   * The webhooks of each of these sessions alone, or those of all sessions where it is empty; by
   * id. One that cannot be read throws its fault when it is asked for.
   */
  Map<Optional<SessionName>, Supplier<List<Webhook>>> of(
      Collection<Optional<SessionName>> sessions);
}
