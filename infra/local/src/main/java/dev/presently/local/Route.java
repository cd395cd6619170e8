package dev.presently.local;

/**
 * One operation of the API: a method ({@code ANY} for all), a path template, and its function.
 *
 * @param isOpen whether it needs no authorizer
 */
record Route(String method, String path, String function, boolean isOpen) {}
