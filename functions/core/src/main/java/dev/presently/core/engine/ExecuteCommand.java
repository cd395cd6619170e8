package dev.presently.core.engine;

import dev.presently.core.DependencyFailed;
import dev.presently.core.InParallel;
import dev.presently.core.InvalidValue;
import dev.presently.core.command.Command;
import dev.presently.core.command.CommandOutcome;
import dev.presently.core.command.SubscribeResult;
import dev.presently.core.contact.Jid;
import dev.presently.core.session.SessionName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

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
        .map(Engine::session)
        .filter(session -> !command.needsConnection() || session.status().isConnected())
        .isPresent();
  }

  private CommandOutcome execute(Engine engine, Command command) {
    return switch (command) {
      case Command.StartSession(var name) -> withSession(engine.start(), name);
      case Command.StopSession(var name) -> withSession(engine.stop(), name);
      case Command.SetPresence(_, var availability) -> engine.setPresence(availability);
      case Command.SendTyping(_, var chat, var typing) -> engine.sendTyping(chat, typing);
      case Command.SubscribePresence(var name, var contact) -> {
        engine.subscribe(contact);
        yield new CommandOutcome.Done(name);
      }
      case Command.SubscribeMany(var name, var chatIds) ->
          new CommandOutcome.Subscribed(name, subscribe(engine, chatIds));
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
  private static List<SubscribeResult> subscribe(Engine engine, List<String> chatIds) {
    List<Supplier<SubscribeResult>> steps = new ArrayList<>();
    Set<Jid> contacts = new HashSet<>();
    for (String chatId : chatIds) {
      try {
        Jid contact = Jid.parse(chatId);
        if (contacts.add(contact)) {
          steps.add(() -> subscribe(engine, chatId, contact));
        }
      } catch (InvalidValue e) {
        var invalid = new SubscribeResult.Invalid(chatId, e.code(), String.valueOf(e.getMessage()));
        steps.add(() -> invalid);
      }
    }
    return InParallel.each(steps, Supplier::get);
  }

  private static SubscribeResult subscribe(Engine engine, String chatId, Jid contact) {
    try {
      engine.subscribe(contact);
      return new SubscribeResult.Subscribed(contact);
    } catch (DependencyFailed e) {
      return new SubscribeResult.Unavailable(chatId);
    }
  }
}
