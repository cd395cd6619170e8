package dev.presently.e2e;

import java.net.URI;

/** A running Presently, wherever it runs. */
interface Deployment {
  /** Where the API answers, without a slash at the end. */
  URI baseUrl();

  /** The name under which the deployment reaches this machine. */
  String receiverHost();
}
