package dev.presently.local.engine;

import tools.jackson.databind.node.ObjectNode;

/**
 * One body for the engine's webhook.
 *
 * @param event name of the event in the engine's list of events to send
 * @param says what is printed about it
 */
record StubWebhook(String event, String says, ObjectNode body) {}
