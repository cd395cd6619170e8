package dev.presently.core.engine;

import dev.presently.core.InvalidValue;
import dev.presently.core.command.Command;
import dev.presently.core.command.CommandOutcome;
import dev.presently.core.command.SubscribeResult;
import dev.presently.core.contact.Jid;
import dev.presently.core.session.SessionName;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Executes a session's command, whether the caller waits for it or not. */
public final class ExecuteCommand {
  private final Engines engines;

  public ExecuteCommand(Engines engines) {
    this.engines = engines;
  }

  public CommandOutcome execute(Command command) {
    return engines
        .find(command.session())
        .map(engine -> execute(engine, command))
        .orElseGet(() -> new CommandOutcome.NoSuchSession(command.session()));
  }

  /** False if the command would be refused now; true does not promise that it succeeds later. */
  public boolean isPossible(Command command) {
    return engines
        .find(command.session())
        .filter(engine -> !command.needsConnection() || engine.session().status().isConnected())
        .filter(
            engine ->
                engineCommand(command).map(engine::refusal).filter(Optional::isPresent).isEmpty())
        .isPresent();
  }

  private CommandOutcome execute(Engine engine, Command command) {
    return switch (command) {
      case Command.StartSession(var name, var intakeUrl) ->
          withSession(engine.start(intakeUrl), name);
      case Command.StopSession(var name) -> withSession(engine.stop(), name);
      case Command.SetPresence(_, var availability) -> engine.setPresence(availability);
      case Command.SendTyping(_, var chat, var typing) -> engine.sendTyping(chat, typing);
      case Command.SubscribePresence(_, var contact) -> engine.subscribe(contact);
      case Command.SubscribeMany(_, var chatIds) -> subscribeMany(engine, chatIds);
    };
  }

  private CommandOutcome withSession(CommandOutcome outcome, SessionName name) {
    return outcome instanceof CommandOutcome.Refused
        ? outcome
        : engines
            .find(name)
            .map(Engine::session)
            .<CommandOutcome>map(CommandOutcome.StatusChanged::new)
            .orElseGet(() -> new CommandOutcome.NoSuchSession(name));
  }

  /** Subscribes to each contact once, at its first position. */
  private static CommandOutcome subscribeMany(Engine engine, List<String> chatIds) {
    List<Function<Iterator<SubscribeResult>, SubscribeResult>> results = new ArrayList<>();
    Set<Jid> contacts = new LinkedHashSet<>();
    for (String chatId : chatIds) {
      try {
        Jid contact = Jid.parse(chatId);
        if (contacts.add(contact)) {
          results.add(next -> asRequested(next.next(), chatId));
        }
      } catch (InvalidValue e) {
        var invalid = new SubscribeResult.Invalid(chatId, e.code(), String.valueOf(e.getMessage()));
        results.add(_ -> invalid);
      }
    }
    CommandOutcome outcome = engine.subscribeMany(List.copyOf(contacts));
    if (!(outcome instanceof CommandOutcome.Subscribed(var name, var each))) {
      return outcome;
    }
    Iterator<SubscribeResult> next = each.iterator();
    return new CommandOutcome.Subscribed(
        name, results.stream().map(result -> result.apply(next)).toList());
  }

  private static SubscribeResult asRequested(SubscribeResult result, String chatId) {
    return result instanceof SubscribeResult.Unavailable
        ? new SubscribeResult.Unavailable(chatId)
        : result;
  }

  /** The command to a remote engine; empty for many contacts of which none is valid. */
  private static Optional<EngineCommand> engineCommand(Command command) {
    return switch (command) {
      case Command.StartSession _ -> Optional.of(new EngineCommand.Start(Optional.empty()));
      case Command.StopSession _ -> Optional.of(new EngineCommand.Stop());
      case Command.SetPresence(_, var availability) ->
          Optional.of(new EngineCommand.SetPresence(availability));
      case Command.SendTyping(_, var chat, var typing) ->
          Optional.of(new EngineCommand.SendTyping(chat, typing));
      case Command.SubscribePresence(_, var contact) ->
          Optional.of(new EngineCommand.Subscribe(contact));
      case Command.SubscribeMany(_, var chatIds) ->
          chatIds.stream()
              .flatMap(chatId -> parsed(chatId).stream())
              .findFirst()
              .map(EngineCommand.Subscribe::new);
    };
  }

  private static Optional<Jid> parsed(String chatId) {
    try {
      return Optional.of(Jid.parse(chatId));
    } catch (InvalidValue e) {
      return Optional.empty();
    }
  }
}
