package dev.presently.api.privacy;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.Responses;
import dev.presently.core.Page;
import dev.presently.core.contact.Jid;
import dev.presently.core.delivery.DeliveryId;
import dev.presently.core.delivery.DeliveryRecord;
import dev.presently.core.delivery.LaneDeliveries;
import dev.presently.core.presence.ReadPresence;
import dev.presently.core.privacy.CollectContactData;
import dev.presently.core.privacy.ContactData;
import dev.presently.core.privacy.ContactHash;
import dev.presently.core.session.SessionName;
import dev.presently.core.session.SessionStore;
import java.util.Map;
import java.util.Optional;

/**
 * {@code GET /api/sessions/{session}/presence/{chatId}/export}: all data held about one contact,
 * with one page of its deliveries.
 */
public final class ExportContact extends ApiHandler {
  private final SessionStore sessions;
  private final ReadPresence presences;
  private final CollectContactData contacts;
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
    this.deliveries = wiring.useCases().laneDeliveries();
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    SessionName name = request.session();
    Jid chat = request.chat();
    int limit = request.limit(100, 500);
    String list = "export-" + ContactHash.of(name, chat);
    Optional<DeliveryId> after = request.cursor(list, DeliveryId::parse).map(DeliveryId::parse);
    if (sessions.find(name).isEmpty()) {
      return Responses.noSession(name);
    }
    ContactData data = contacts.collect(name, chat);
    Page<DeliveryRecord> page = deliveries.list(name, data.presenceLanes(), after, limit);
    return ContactJson.export(list, data, presences.find(name, chat), page);
  }
}
