package dev.presently.adapters.dynamodb;

/** The items of a partition whose {@code sk} is between these two, inclusive. */
record SortKeyRange(String pk, String from, String to) {}
