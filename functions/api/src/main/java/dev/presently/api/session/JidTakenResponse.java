package dev.presently.api.session;

import dev.presently.api.ApiResponse;
import dev.presently.core.contact.Jid;

/** The answer where another loopback session has the address. */
final class JidTakenResponse {
  private JidTakenResponse() {}

  static ApiResponse answer(Jid jid) {
    return jid.server() == Jid.Server.LID
        ? ApiResponse.error(409, "lid_taken", "another loopback session has this lid").at("lid")
        : ApiResponse.error(
                409, "phone_number_taken", "another loopback session has this phone number")
            .at("phoneNumber");
  }
}
