package dev.presently.core.engine;

import dev.presently.core.DependencyFailed;
import dev.presently.core.InParallel;
import dev.presently.core.InvalidValue;
import dev.presently.core.command.Command;
import dev.presently.core.contact.Jid;
import dev.presently.core.session.Session;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Does what a session was told, the same way whether the caller waits for it or not. */
public final class ExecuteCommand {
  /** How a command ended. */
  public sealed interface Result {
    /** It is done and stored. */
    record Done() implements Result {}

    /** It is done, and this is the session as it is then. */
    record Became(Session session) implements Result {}

    /** What became of each contact, in the order asked. */
    record Subscribed(List<SubscribeResult> wishes) implements Result {}

    /** Nothing was done. */
    record Refused(Engine.Refused why) implements Result {}
  }

  private static final Result DONE = new Result.Done();

  /** One of many, before anything was asked for it. */
  private record Given(String text, Optional<Jid> contact, Optional<SubscribeResult> failed) {}

  private final SessionStore sessions;
  private final Engines engines;

  public ExecuteCommand(SessionStore sessions, Engines engines) {
    this.sessions = sessions;
    this.engines = engines;
  }

  public Result carryOut(Command command) {
    Engine engine = engines.of(command.session());
    return switch (command) {
      case Command.StartSession(var name) -> after(engine.start(), () -> now(name));
      case Command.StopSession(var name) -> after(engine.stop(), () -> now(name));
      case Command.SetPresence(_, var told) -> after(engine.announce(told), () -> DONE);
      case Command.SendTyping(_, var chat, var typing) ->
          after(engine.type(chat, typing), () -> DONE);
      case Command.SubscribePresence(_, var contact) ->
          after(engine.subscribe(contact), () -> DONE);
      case Command.SubscribeMany(_, var chatIds) -> subscribe(engine, chatIds);
    };
  }

  /** It can be done as far as is known: whatever else hinders it shows when it is tried. */
  public boolean isPossible(Command command) {
    return sessions
        .find(command.session())
        .filter(session -> !command.needsConnection() || session.status().isConnected())
        .isPresent();
  }

  private static Result after(Engine.Result result, Supplier<Result> done) {
    return switch (result) {
      case Engine.Result.Accepted() -> done.get();
      case Engine.Refused why -> new Result.Refused(why);
    };
  }

  private Result now(SessionName name) {
    return sessions
        .find(name)
        .<Result>map(Result.Became::new)
        .orElseGet(() -> new Result.Refused(new Engine.Result.NoSuchSession()));
  }

  private static Result subscribe(Engine engine, List<String> chatIds) {
    return engine instanceof NoEngine
        ? new Result.Refused(new Engine.Result.NoSuchSession())
        : new Result.Subscribed(InParallel.each(read(chatIds), given -> subscribe(engine, given)));
  }

  /** Each contact once, at its first position. */
  private static List<Given> read(List<String> chatIds) {
    List<Given> all = new ArrayList<>();
    Set<Jid> asked = new HashSet<>();
    for (String text : chatIds) {
      try {
        Jid contact = Jid.parse(text);
        if (asked.add(contact)) {
          all.add(new Given(text, Optional.of(contact), Optional.empty()));
        }
      } catch (InvalidValue e) {
        all.add(
            new Given(
                text,
                Optional.empty(),
                Optional.of(
                    new SubscribeResult.NoJid(text, e.code(), String.valueOf(e.getMessage())))));
      }
    }
    return all;
  }

  private static SubscribeResult subscribe(Engine engine, Given given) {
    if (given.failed().isPresent()) {
      return given.failed().get();
    }
    Jid contact = given.contact().orElseThrow();
    try {
      return switch (engine.subscribe(contact)) {
        case Engine.Result.Accepted() -> new SubscribeResult.Granted(contact);
        case Engine.Refused why -> new SubscribeResult.Refused(given.text(), why);
      };
    } catch (DependencyFailed e) {
      return new SubscribeResult.Unavailable(given.text());
    }
  }
}
