package dev.presently.core.command;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.ConcurrentCallers;
import dev.presently.core.RequestId;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.Typing;
import dev.presently.core.session.SessionName;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of {@link CommandQueue}. */
public abstract class CommandQueueContract {
  private static final SessionName SHOP = new SessionName("shop");
  private static final Jid CONTACT = Jid.phone("5511999990001");

  private CommandQueue queue;

  /** An empty queue. */
  protected abstract CommandQueue create();

  /** All that has come out of the queue that was created last, in the order in which it came. */
  protected abstract List<QueuedCommand> received();

  @BeforeEach
  void begin() {
    queue = create();
  }

  @Test
  void everyCommandArrivesAsItWasHandedOver() {
    List<QueuedCommand> sent =
        List.of(
            queued(1, new Command.StartSession(SHOP, Optional.empty())),
            queued(
                10,
                new Command.StartSession(
                    SHOP, Optional.of(URI.create("https://api.presently.dev/api/intake/shop")))),
            queued(2, new Command.SetPresence(SHOP, Availability.AVAILABLE)),
            queued(3, new Command.SetPresence(SHOP, Availability.UNAVAILABLE)),
            queued(4, new Command.SendTyping(SHOP, CONTACT, Typing.COMPOSING)),
            queued(5, new Command.SendTyping(SHOP, CONTACT, Typing.RECORDING)),
            queued(6, new Command.SendTyping(SHOP, CONTACT, Typing.PAUSED)),
            queued(7, new Command.SubscribePresence(SHOP, CONTACT)),
            queued(8, new Command.SubscribeMany(SHOP, List.of("+5511999990001", "ação 😀"))),
            queued(9, new Command.StopSession(SHOP)));

    sent.forEach(queue::send);

    assertThat(received()).isEqualTo(sent);
  }

  @Test
  void charactersThatAQueueMayNotLikeArrive() {
    QueuedCommand odd =
        queued(1, new Command.SubscribeMany(SHOP, List.of("\"\\\uFFFE\uFFFF\u2028", "\u0085")));

    queue.send(odd);

    assertThat(received()).containsExactly(odd);
  }

  @Test
  void aLargeCommandArrives() {
    List<String> many =
        IntStream.range(0, 500).mapToObj(i -> "x".repeat(490) + (1_000 + i)).toList();
    QueuedCommand large = queued(1, new Command.SubscribeMany(SHOP, many));

    queue.send(large);

    assertThat(received()).containsExactly(large);
  }

  @Test
  void theCommandsOfEachSessionArriveInTheirOrder() {
    List<QueuedCommand> sent =
        IntStream.range(0, 40)
            .mapToObj(
                i ->
                    queued(
                        i,
                        new Command.StartSession(new SessionName("s" + i % 3), Optional.empty())))
            .toList();

    sent.forEach(queue::send);

    assertThat(bySession(received())).isEqualTo(bySession(sent));
  }

  @Test
  void whatManyCallersHandOverAtOnceArrivesAll() {
    List<QueuedCommand> sent =
        IntStream.range(0, 30)
            .mapToObj(i -> queued(i, new Command.StopSession(new SessionName("s" + i % 3))))
            .toList();

    ConcurrentCallers.of(
        sent.size(),
        i -> {
          queue.send(sent.get(i));
          return i;
        });

    assertThat(received()).containsExactlyInAnyOrderElementsOf(sent);
  }

  private static Map<SessionName, List<QueuedCommand>> bySession(List<QueuedCommand> commands) {
    return commands.stream().collect(groupingBy(queued -> queued.command().session()));
  }

  private static QueuedCommand queued(int number, Command command) {
    return new QueuedCommand(
        CorrelationId.of("c" + number), command, Optional.of(new RequestId("request-" + number)));
  }
}
