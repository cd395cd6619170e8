package dev.presently.api.privacy;

import dev.presently.api.Answers;
import dev.presently.api.ApiHandler;
import dev.presently.api.ApiRequest;
import dev.presently.api.ApiResponse;
import dev.presently.api.ApiWiring;
import dev.presently.api.Entrance;
import dev.presently.api.Journal;
import dev.presently.core.contact.Jid;
import dev.presently.core.privacy.ContactHash;
import dev.presently.core.privacy.ForgetContact;
import dev.presently.core.session.SessionName;
import java.util.Map;

/**
 * {@code DELETE /api/sessions/{session}/presence/{chatId}}: all that is held about the contact is
 * gone when it answers, and the log says so without naming it.
 */
public final class EraseContact extends ApiHandler {
  private final ForgetContact contacts;
  private final Journal journal;

  public EraseContact() {
    this(System.getenv());
  }

  public EraseContact(Map<String, String> environment) {
    var wiring = ApiWiring.of(environment);
    this(wiring.forgetContact(), wiring.journal(), wiring.entrance());
  }

  EraseContact(ForgetContact contacts, Journal journal, Entrance entrance) {
    super(entrance);
    this.contacts = contacts;
    this.journal = journal;
  }

  @Override
  protected ApiResponse handle(ApiRequest request) {
    SessionName name = request.session();
    Jid chat = request.chat();
    return contacts
        .forget(name, chat)
        .<ApiResponse>map(
            what -> {
              journal.erased(request, ContactHash.of(name, chat), what);
              return ApiResponse.success();
            })
        .orElseGet(() -> Answers.noSession(name));
  }
}
