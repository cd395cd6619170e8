package dev.presently.e2e.house;

/**
 * What may be done with one table, one of its indexes, or one queue of the template, or with live
 * connections.
 */
record Permission(String action, String resource) {
  /** To post to live connections and to close them. */
  static final Permission CONNECTIONS = new Permission("execute-api:ManageConnections", "LiveApi");

  static Permission table(String action, String name) {
    return new Permission("dynamodb:" + action, name);
  }

  static Permission sending(String queueUrl) {
    var name = queueUrl.substring(queueUrl.lastIndexOf('/') + 1).replaceAll("\\.fifo$", "");
    return new Permission("sqs:SendMessage", name);
  }

  @Override
  public String toString() {
    return action + " on " + resource;
  }
}
