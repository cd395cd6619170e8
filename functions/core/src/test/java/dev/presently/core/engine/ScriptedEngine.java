package dev.presently.core.engine;

import dev.presently.core.contact.Jid;
import dev.presently.core.session.EngineSettings;
import dev.presently.core.session.EngineType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A remote engine in memory, of every type but loopback: records the commands with their times and
 * answers as told, {@code Done} until then.
 */
public final class ScriptedEngine implements EngineClient, RemoteEngines {
  /** A command that was received at this time. */
  public record Received(EngineSettings engine, EngineCommand command, Instant at) {}

  private final Clock clock;
  private final List<Received> received = new ArrayList<>();
  private final Map<Class<?>, EngineAnswer> answers = new HashMap<>();
  private final Map<Jid, EngineAnswer> contacts = new HashMap<>();
  private final Map<Class<?>, String> cannot = new HashMap<>();
  private EngineAnswer other = EngineAnswer.Done.DONE;
  private Runnable before = () -> {};
  private boolean sendsStatus = true;

  public ScriptedEngine(Clock clock) {
    this.clock = clock;
  }

  /** Answers every command so, unless told otherwise. */
  public synchronized ScriptedEngine answering(EngineAnswer answer) {
    other = answer;
    return this;
  }

  /** Answers commands of this type so. */
  public synchronized ScriptedEngine answering(
      Class<? extends EngineCommand> type, EngineAnswer answer) {
    answers.put(type, answer);
    return this;
  }

  /** Answers a subscription to this contact so. */
  public synchronized ScriptedEngine answering(Jid contact, EngineAnswer answer) {
    contacts.put(contact, answer);
    return this;
  }

  /** It has no commands of this type, which is known without calling it. */
  public synchronized ScriptedEngine without(Class<? extends EngineCommand> type, String instead) {
    cannot.put(type, instead);
    return this;
  }

  /** Sends no webhooks about its connection. */
  public synchronized ScriptedEngine silent() {
    sendsStatus = false;
    return this;
  }

  /** Happens while the next command is executed. */
  public synchronized ScriptedEngine meanwhile(Runnable event) {
    before = event;
    return this;
  }

  @Override
  public EngineAnswer send(EngineSettings engine, EngineCommand command) {
    record(engine, command).run();
    return answer(command);
  }

  /** All commands in their order. */
  public synchronized List<Received> received() {
    return List.copyOf(received);
  }

  /** All commands in their order, without their times. */
  public synchronized List<EngineCommand> commands() {
    return received.stream().map(Received::command).toList();
  }

  /** The times at which contacts were asked for. */
  public synchronized List<Received> asked() {
    return received.stream().filter(r -> r.command() instanceof EngineCommand.Subscribe).toList();
  }

  @Override
  public Optional<RemoteEngine> find(EngineType type) {
    return type.equals(EngineType.LOOPBACK) ? Optional.empty() : Optional.of(remote(type));
  }

  @Override
  public synchronized Optional<String> cannot(EngineSettings engine, EngineCommand command) {
    return Optional.ofNullable(cannot.get(command.getClass()));
  }

  @Override
  public List<EngineType> types() {
    return List.of(new EngineType("waha"));
  }

  private synchronized Runnable record(EngineSettings engine, EngineCommand command) {
    received.add(new Received(engine, command, clock.instant()));
    Runnable event = before;
    before = () -> {};
    return event;
  }

  private synchronized EngineAnswer answer(EngineCommand command) {
    if (cannot.containsKey(command.getClass())) {
      return new EngineAnswer.Cannot(cannot.get(command.getClass()));
    }
    if (command instanceof EngineCommand.Subscribe(var contact) && contacts.containsKey(contact)) {
      return contacts.get(contact);
    }
    return answers.getOrDefault(command.getClass(), other);
  }

  private RemoteEngine remote(EngineType type) {
    boolean tells = sendsStatus;
    return new RemoteEngine() {
      @Override
      public EngineType type() {
        return type;
      }

      @Override
      public boolean needsUrl() {
        return true;
      }

      @Override
      public boolean sendsStatus() {
        return tells;
      }

      @Override
      public EngineEventReader events() {
        throw new UnsupportedOperationException("this engine sends no webhooks");
      }
    };
  }
}
