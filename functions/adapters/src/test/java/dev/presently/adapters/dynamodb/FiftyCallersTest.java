package dev.presently.adapters.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presently.core.ConcurrentCallers;
import dev.presently.core.contact.Identity;
import dev.presently.core.contact.Jid;
import dev.presently.core.presence.ApplyReport;
import dev.presently.core.presence.Availability;
import dev.presently.core.presence.PresenceKey;
import dev.presently.core.presence.Report;
import dev.presently.core.session.SessionName;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;

final class FiftyCallersTest {
  private static final SessionName SESSION = new SessionName("shop");
  private static final Jid CONTACT = Jid.phone("5511999990001");

  @RepeatedTest(3)
  void concurrentReportsAllSucceedWithoutASeqGap() {
    var store = new DynamoDbPresenceStore(EmbeddedDynamoDb.CLIENT, EmbeddedDynamoDb.table());
    var conflicts =
        new JitteredConflictRetry(() -> ThreadLocalRandom.current().nextLong(), System::nanoTime);
    var reports = new ApplyReport(store, conflicts, Clock.tickMillis(ZoneOffset.UTC));

    List<ApplyReport.Result> results =
        ConcurrentCallers.of(50, i -> reports.apply(SESSION, i % 2 == 0 ? online() : offline()));

    List<Long> seqs =
        results.stream()
            .filter(ApplyReport.Result.Changed.class::isInstance)
            .map(result -> ((ApplyReport.Result.Changed) result).presence().seq().value())
            .sorted()
            .toList();
    assertThat(seqs).isEqualTo(LongStream.rangeClosed(1, seqs.size()).boxed().toList());
    assertThat(store.find(PresenceKey.of(SESSION, CONTACT)).orElseThrow().presence().orElseThrow())
        .extracting(presence -> presence.seq().value())
        .isEqualTo((long) seqs.size());
  }

  private static Report online() {
    return Report.about(Identity.of(CONTACT)).with(Availability.AVAILABLE);
  }

  private static Report offline() {
    return Report.about(Identity.of(CONTACT)).with(Availability.UNAVAILABLE);
  }
}
