package dev.presently.api.privacy;

import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.RequestLog;
import dev.presently.api.Responses;
import dev.presently.core.contact.Jid;
import dev.presently.core.privacy.ContactHash;
import dev.presently.core.privacy.EraseContactData;
import dev.presently.core.session.SessionName;
import java.util.Map;

/**
 * {@code DELETE /api/sessions/{session}/presence/{chatId}}: all data about the contact is erased
 * before the answer, and logged under a hash of the contact.
 */
public final class EraseContact extends ApiHandler {
  private final EraseContactData contacts;
  private final RequestLog log;

  public EraseContact() {
    this(System.getenv());
  }

  public EraseContact(Map<String, String> environment) {
    this(ApiWiring.of(environment));
  }

  EraseContact(ApiWiring wiring) {
    super(wiring.filters());
    this.contacts = wiring.useCases().eraseContactData();
    this.log = wiring.requestLog();
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    SessionName name = request.session();
    Jid chat = request.chat();
    var erased = contacts.erase(name, chat);
    erased.ifPresent(counts -> log.erased(request, ContactHash.of(name, chat), counts));
    return erased.isPresent() ? ApiResponse.success() : Responses.noSession(name);
  }
}
