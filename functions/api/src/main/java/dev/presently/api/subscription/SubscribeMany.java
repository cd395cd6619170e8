package dev.presently.api.subscription;

import dev.presently.api.Answers;
import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.ChatIds;
import dev.presently.api.Journal;
import dev.presently.core.DependencyFailed;
import dev.presently.core.InvalidValue;
import dev.presently.core.contact.Jid;
import dev.presently.core.engine.Engine;
import dev.presently.core.engine.Engines;
import dev.presently.core.session.SessionName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code POST /api/sessions/{session}/subscriptions}: one that fails does not hinder the others.
 */
public final class SubscribeMany extends ApiHandler {
  private final Engines engines;

  public SubscribeMany() {
    this(System.getenv());
  }

  public SubscribeMany(Map<String, String> environment) {
    var wiring = ApiWiring.of(environment);
    this(wiring.engines(), wiring.journal());
  }

  SubscribeMany(Engines engines, Journal journal) {
    super(journal);
    this.engines = engines;
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    List<Attempt> attempts = read(request.body(ChatIds::given));
    SessionName name = request.session();
    Optional<Engine> engine = engines.find(name);
    return engine.isEmpty()
        ? Answers.noSession(name)
        : AttemptsJson.answer(
            InParallel.each(attempts, attempt -> subscribe(engine.get(), name, attempt)));
  }

  /** Each contact once, at its first position. */
  private static List<Attempt> read(List<String> chatIds) {
    List<Attempt> attempts = new ArrayList<>();
    Set<Jid> asked = new HashSet<>();
    for (String given : chatIds) {
      try {
        Jid contact = Jid.parse(given);
        if (asked.add(contact)) {
          attempts.add(Attempt.to(given, contact));
        }
      } catch (InvalidValue e) {
        attempts.add(Attempt.refused(given, e.code(), String.valueOf(e.getMessage())));
      }
    }
    return attempts;
  }

  private static Attempt subscribe(Engine engine, SessionName session, Attempt attempt) {
    if (attempt.isFailed()) {
      return attempt;
    }
    try {
      return switch (engine.subscribe(attempt.contact().orElseThrow())) {
        case Engine.Result.Accepted() -> attempt;
        case Engine.Result.NoSuchSession() -> failed(attempt, Answers.noSession(session));
        case Engine.Result.NotConnected() -> failed(attempt, Answers.notConnected(session));
        case Engine.Result.Cannot(var type) -> failed(attempt, Answers.cannot(type));
      };
    } catch (DependencyFailed e) {
      return attempt.failed("unavailable", "temporarily unavailable, try again");
    }
  }

  private static Attempt failed(Attempt attempt, ApiResponse.Problem why) {
    return attempt.failed(why.code(), why.sentence());
  }
}
