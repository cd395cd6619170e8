package dev.presently.local;

/** One operation of the API: a method ({@code ANY} for all), a path template, and its function. */
record Route(String method, String path, String function) {}
