package dev.presently.api.privacy;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.Responses;
import dev.presently.core.Page;
import dev.presently.core.contact.Jid;
import dev.presently.core.delivery.DeliveryRecord;
import dev.presently.core.delivery.LaneDeliveries;
import dev.presently.core.history.HistoryEntry;
import dev.presently.core.history.HistoryPosition;
import dev.presently.core.history.ReadHistory;
import dev.presently.core.presence.ReadPresence;
import dev.presently.core.privacy.CollectContactData;
import dev.presently.core.privacy.ContactData;
import dev.presently.core.privacy.ContactHash;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code GET /api/sessions/{session}/presence/{chatId}/export}: all data held about one contact,
 * with one page of its changes, then of its deliveries.
 */
public final class ExportContact extends ApiHandler {
  private static final Page<HistoryEntry> NO_CHANGES = new Page<>(List.of(), Optional.empty());

  private final SessionStore sessions;
  private final ReadPresence presences;
  private final CollectContactData contacts;
  private final ReadHistory history;
  private final LaneDeliveries deliveries;

  public ExportContact() {
    this(System.getenv());
  }

  public ExportContact(Map<String, String> environment) {
    this(ApiWiring.of(environment));
  }

  ExportContact(ApiWiring wiring) {
    super(wiring.filters());
    this.sessions = wiring.sessions();
    this.presences = wiring.useCases().readPresence();
    this.contacts = wiring.useCases().collectContactData();
    this.history = wiring.useCases().readHistory();
    this.deliveries = wiring.useCases().laneDeliveries();
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    SessionName name = request.session();
    Jid chat = request.chat();
    int limit = request.limit(100, 500);
    String list = "export-" + ContactHash.of(name, chat);
    ExportPosition after =
        request
            .cursor(list, ExportPosition::parse)
            .map(ExportPosition::parse)
            .orElse(ExportPosition.START);
    if (sessions.find(name).isEmpty()) {
      return Responses.noSession(name);
    }
    ContactData data = contacts.collect(name, chat);
    Page<HistoryEntry> changes =
        after.delivery().isPresent()
            ? NO_CHANGES
            : history.list(
                data.keys(), Instant.EPOCH, HistoryPosition.LAST.at(), after.change(), limit);
    Supplier<Page<DeliveryRecord>> rest =
        () -> deliveries.list(name, data.presenceLanes(), after.delivery(), limit);
    return ContactJson.export(list, data, presences.find(name, chat), changes, rest);
  }
}
