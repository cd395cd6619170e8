package dev.presently.adapters.dynamodb;

/**
 * An update under a condition: what the item is then where it was done, and otherwise what stands
 * there instead (without attributes where there is none).
 */
record UpdateResult(boolean isDone, Item item) {}
