package dev.presently.api.subscription;

import dev.presently.api.Answers;
import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.ChatIds;
import dev.presently.api.Entrance;
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
    this(wiring.engines(), wiring.entrance());
  }

  SubscribeMany(Engines engines, Entrance entrance) {
    super(entrance);
    this.engines = engines;
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    List<Wish> wishes = read(request.body(ChatIds::given));
    SessionName name = request.session();
    Optional<Engine> engine = engines.find(name);
    return engine.isEmpty()
        ? Answers.noSession(name)
        : WishesJson.answer(InParallel.each(wishes, wish -> subscribe(engine.get(), name, wish)));
  }

  /** Each contact once, at its first position. */
  private static List<Wish> read(List<String> chatIds) {
    List<Wish> wishes = new ArrayList<>();
    Set<Jid> asked = new HashSet<>();
    for (String given : chatIds) {
      try {
        Jid contact = Jid.parse(given);
        if (asked.add(contact)) {
          wishes.add(Wish.to(given, contact));
        }
      } catch (InvalidValue e) {
        wishes.add(Wish.refused(given, e.code(), String.valueOf(e.getMessage())));
      }
    }
    return wishes;
  }

  private static Wish subscribe(Engine engine, SessionName session, Wish wish) {
    if (wish.isFailed()) {
      return wish;
    }
    try {
      return switch (engine.subscribe(wish.contact().orElseThrow())) {
        case Engine.Result.Accepted() -> wish;
        case Engine.Result.NoSuchSession() -> failed(wish, Answers.noSession(session));
        case Engine.Result.NotConnected() -> failed(wish, Answers.notConnected(session));
        case Engine.Result.Cannot(var type) -> failed(wish, Answers.cannot(type));
      };
    } catch (DependencyFailed e) {
      return wish.failed("unavailable", "temporarily unavailable, try again");
    }
  }

  private static Wish failed(Wish wish, ApiResponse.Problem why) {
    return wish.failed(why.code(), why.sentence());
  }
}
