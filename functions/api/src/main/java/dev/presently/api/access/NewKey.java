package dev.presently.api.access;

import dev.presently.api.Fields;
import dev.presently.api.LabelText;
import dev.presently.core.InvalidValue;
import dev.presently.core.access.Grant;
import dev.presently.core.access.Scope;
import dev.presently.core.session.SessionName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is said of a key that is to be made. */
record NewKey(String label, Grant grant, Optional<Duration> lifetime, int ratePerMinute) {
  static final int MOST_REQUESTS = 1_000_000;
  private static final int USUAL_REQUESTS = 600;
  private static final int MOST_SCOPES = 20;
  private static final int MOST_SESSIONS = 100;
  private static final int MOST_DAYS = 3650;

  static NewKey read(Fields fields) {
    return new NewKey(
        fields.required("label", LabelText::text),
        new Grant(
            Set.copyOf(
                fields.requiredTexts("scopes", MOST_SCOPES).stream()
                    .map(word -> fields.made("scopes", () -> Scope.parse(word)))
                    .toList()),
            fields
                .texts("sessions", MOST_SESSIONS, SessionName::parse)
                .map(names -> fields.made("sessions", () -> some(names)))),
        fields.number("lifetimeDays", 1, MOST_DAYS).map(Duration::ofDays),
        fields.number("rateLimitPerMinute", 1, MOST_REQUESTS).orElse(USUAL_REQUESTS));
  }

  private static Set<SessionName> some(List<SessionName> names) {
    if (names.isEmpty()) {
      throw new InvalidValue(
          "accepted: 1 to " + MOST_SESSIONS + " names, or no such field for all");
    }
    return Set.copyOf(names);
  }
}
