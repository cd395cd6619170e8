import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { afterEach, beforeEach, mock, test } from "node:test";
import { gzipSync } from "node:zlib";
import { connect, describe, words } from "./presently.js";

const NOW = Date.parse("2026-01-15T12:00:00Z");
const ANA = "5511999999999@s.whatsapp.net";
const BIA = "5511888888888@s.whatsapp.net";
const URL = "http://presence.test";
const claims = (session) => Buffer.from(JSON.stringify({ session, sub: "v>?1" })).toString("base64url");
const TOKEN = `prs_ct_e30.${claims("desk")}.signature`;

const iso = (seconds) => new Date(NOW + seconds * 1_000).toISOString();
const presence = (seq, word = "available", more = {}) => ({
  chatId: ANA,
  presence: word,
  seq,
  updatedAt: iso(seq),
  ...more,
});

/** What was opened, newest last. A test is the server. */
const sockets = [];
class FakeWebSocket {
  readyState = 0;
  sent = [];

  constructor(url) {
    this.url = url;
    sockets.push(this);
  }

  send(text) {
    this.sent.push(JSON.parse(text));
  }

  close() {
    this.readyState = 3;
  }

  open() {
    this.readyState = 1;
    this.onopen();
  }

  says(message) {
    this.onmessage({ data: JSON.stringify(message) });
  }

  drops(code = 1006) {
    this.readyState = 3;
    this.onclose?.({ code });
  }

  /** What was sent since the last call, without pings. */
  take() {
    return this.sent.splice(0).filter(({ type }) => type !== "ping");
  }
}

const requests = [];
let respond;
const response = (status, body, headers = {}) => ({
  status,
  ok: status < 300,
  headers: { get: (name) => headers[name] ?? null },
  json: async () => body,
});
const refuses = (status, code, headers) => () => response(status, { error: `${code}.`, code }, headers);

let connection;
let seen;
const states = [];

const settle = () => new Promise((resolve) => setImmediate(resolve));

let now;
const timers = new Map();
let timerCount = 0;
const setFakeTimer = (callback, delay, interval) => {
  timers.set(++timerCount, { callback, at: now + Math.max(1, delay), interval });
  return timerCount;
};

/** Lets time pass from timer to timer. */
async function pass(seconds) {
  const end = now + seconds * 1_000;
  for (;;) {
    await settle();
    const [id, next] = [...timers].reduce((one, other) => (other[1].at < one[1].at ? other : one), [0, { at: Infinity }]);
    if (next.at > end) {
      now = end;
      return;
    }
    now = next.at;
    if (next.interval) {
      next.at += next.interval;
    } else {
      timers.delete(id);
    }
    next.callback();
  }
}
const last = () => sockets.at(-1);
const see = (it, previous) => seen.push([it?.presence, previous]);

/** Connects, and watches Ana. */
async function start(options = {}) {
  connection = connect({ url: URL, token: TOKEN, ...options });
  connection.addEventListener("state", ({ detail }) => states.push(detail));
  const unwatch = connection.watch(ANA, see);
  await settle();
  return unwatch;
}

async function startLive(options) {
  const unwatch = await start(options);
  last().open();
  last().says({ type: "snapshot", presences: [presence(1)] });
  last().take();
  await settle();
  return unwatch;
}

beforeEach(() => {
  now = NOW;
  mock.method(Date, "now", () => now);
  mock.method(globalThis, "setTimeout", (callback, delay) => setFakeTimer(callback, delay));
  mock.method(globalThis, "setInterval", (callback, delay) => setFakeTimer(callback, delay, delay));
  mock.method(globalThis, "clearTimeout", (id) => timers.delete(id));
  mock.method(globalThis, "clearInterval", (id) => timers.delete(id));
  mock.method(Math, "random", () => 0.5);
  globalThis.WebSocket = FakeWebSocket;
  respond = () => Promise.reject(new TypeError("no network"));
  globalThis.fetch = async (url, { method = "GET", headers, body }) => {
    const request = { method, path: url.replace(URL, ""), headers, body: body && JSON.parse(body) };
    requests.push(request);
    return respond(request);
  };
  seen = [];
});

afterEach(async () => {
  connection?.close();
  connection = undefined;
  await pass(2);
  mock.restoreAll();
  assert.equal(timers.size, 0, "a closed connection leaves no timer");
  for (const list of [sockets, requests, states]) {
    list.length = 0;
  }
});

test("it watches with the session of its token, and tells the snapshot and each change", async () => {
  await start();
  assert.equal(last().url, `ws://presence.test/live?token=${TOKEN}`);
  last().open();
  assert.deepEqual(last().take(), [{ type: "watch", session: "desk", chatIds: [ANA], since: {} }]);

  last().says({ type: "snapshot", presences: [presence(1)] });
  last().says({ type: "presence", presence: presence(2, "unavailable"), previous: "available" });
  await settle();
  assert.deepEqual(seen, [
    ["available", undefined],
    ["unavailable", "available"],
  ]);
  assert.deepEqual(states, ["live"]);
});

test("every form of an address is the same contact, also a LID that the server knows", async () => {
  await start();
  connection.watch(["+5511999999999", "5511999999999:3@c.us", "77@lid"], see);
  last().open();
  assert.deepEqual(last().take()[0].chatIds, [ANA, "77@lid"]);

  last().says({ type: "snapshot", presences: [presence(1, "available", { lid: "77@lid" })] });
  await settle();
  assert.equal(seen.length, 3);
});

test("what is no JID, and a 201st chat, is refused at once", async () => {
  await start();
  for (const id of ["Ana", "", "12@evil.test", `${ANA}\n<b>`]) {
    assert.throws(() => connection.watch(id, see), TypeError);
  }
  const many = Array.from({ length: 200 }, (_, i) => String(5511000000000 + i));
  assert.throws(() => connection.watch(many, see), RangeError);
  connection.watch(many.slice(1), see);
});

test("many watches are one message", async () => {
  await startLive();
  for (let i = 0; i < 50; i++) {
    connection.watch(String(5511000000000 + i), see);
  }
  await pass(2);
  const sent = last().take();
  assert.deepEqual(
    sent.map(({ chatIds }) => chatIds.length),
    [50],
  );
});

test("a second watcher gets at once what is known", async () => {
  await startLive();
  const late = [];
  connection.watch(ANA, (it) => late.push(it?.presence));
  await settle();
  assert.deepEqual(late, ["available"]);
  await pass(2);
  assert.deepEqual(last().take(), []);
});

test("the last unwatch is told, and ends the connection", async () => {
  const unwatch = await startLive();
  const other = connection.watch(BIA, see);
  await pass(2);
  last().take();
  other();
  await pass(2);
  assert.deepEqual(last().take(), [{ type: "unwatch", session: "desk", chatIds: [BIA] }]);
  unwatch();
  unwatch();
  await pass(5);
  assert.equal(last().readyState, 3);
  assert.equal(sockets.length, 1);

  connection.watch(ANA, see);
  await pass(1);
  assert.equal(sockets.length, 2);
});

test("a repeated and an older change are not told", async () => {
  await startLive();
  last().says({ type: "presence", presence: presence(3, "unavailable") });
  last().says({ type: "presence", presence: presence(3, "unavailable") });
  last().says({ type: "presence", presence: presence(2, "composing") });
  await settle();
  assert.deepEqual(seen.at(-1), ["unavailable", "available"]);
  assert.equal(seen.length, 2);
});

test("a gap in seq asks for a snapshot, without the seq that is known", async () => {
  await startLive();
  last().says({ type: "presence", presence: presence(2, "unavailable") });
  await pass(2);
  assert.deepEqual(last().take(), []);
  last().says({ type: "presence", presence: presence(4, "available") });
  await pass(2);
  assert.deepEqual(last().take(), [{ type: "watch", session: "desk", chatIds: [ANA], since: {} }]);
  assert.deepEqual(seen.at(-1), ["available", "unavailable"]);
});

test("a snapshot that was read before a change was pushed does not undo it", async () => {
  await start();
  last().open();
  last().says({ type: "presence", presence: presence(6, "unavailable") });
  last().says({ type: "snapshot", presences: [presence(5)] });
  await settle();
  assert.deepEqual(seen, [["unavailable", undefined]]);
});

test("a contact that was erased and begins anew is not taken for an older one", async () => {
  await startLive();
  last().says({ type: "presence", presence: presence(9, "unavailable") });
  last().says({ type: "presence", presence: { ...presence(1, "composing"), updatedAt: iso(60) } });
  await settle();
  assert.deepEqual(seen.at(-1), ["composing", "unavailable"]);
});

test("of two changes in one moment the later counts, and of a group each", async () => {
  await startLive();
  const at = { updatedAt: iso(60) };
  last().says({ type: "presence", presence: presence(3, "unavailable", at) });
  last().says({ type: "presence", presence: presence(2, "composing", at) });
  await settle();
  assert.equal(seen.at(-1)[0], "unavailable");

  const group = { chatId: "120363@g.us", presence: "available", participants: [], ...at };
  connection.watch("120363@g.us", see);
  last().says({ type: "snapshot", presences: [group] });
  last().says({ type: "presence", presence: { ...group, presence: "recording" } });
  await settle();
  assert.deepEqual(seen.at(-1), ["recording", "available"]);
  last().says({ type: "snapshot", presences: [{ ...group, presence: "unknown", updatedAt: iso(59) }] });
  await settle();
  assert.deepEqual(seen.at(-1), ["recording", "available"]);
});

test("a contact that was erased is unknown after the next snapshot", async () => {
  await startLive();
  last().says({ type: "presence", presence: presence(2, "unavailable") });
  await pass(300);
  last().says({ type: "snapshot", presences: [{ chatId: ANA, presence: "unknown", seq: 0 }] });
  await settle();
  assert.deepEqual(seen.at(-1), ["unknown", "unavailable"]);
});

test("what was pushed before does not hold up what is polled later", async () => {
  await startLive();
  last().says({ type: "presence", presence: presence(2, "composing") });
  await settle();
  last().drops();
  respond = () => response(200, { data: presence(2, "available") });
  await pass(1.1);
  last().drops();
  await pass(1);
  assert.deepEqual(seen.at(-1), ["available", "composing"]);
});

test("who stops watching is told nothing any more", async () => {
  const unwatch = await startLive();
  connection.watch(ANA, () => {});
  last().says({ type: "presence", presence: presence(2, "unavailable") });
  unwatch();
  await settle();
  assert.equal(seen.length, 1);
});

test("a list that is scrolled for a minute sends less than the server allows", async () => {
  await startLive();
  for (let i = 0; i < 600; i++) {
    connection.watch(String(5511000000000 + i), see)();
    connection.watch(String(5511000000000 + (i % 100)), see);
    await pass(0.1);
  }
  assert.ok(last().take().length < 120, "messages in a minute");
});

test("a lost connection is made again with the known seq, and misses nothing", async () => {
  await startLive();
  last().drops();
  await pass(1.1);
  assert.equal(sockets.length, 2);
  last().open();
  assert.deepEqual(last().take(), [{ type: "watch", session: "desk", chatIds: [ANA], since: { [ANA]: 1 } }]);
  last().says({ type: "snapshot", presences: [presence(7, "unavailable")] });
  await settle();
  assert.deepEqual(seen.at(-1), ["unavailable", "available"]);
  assert.deepEqual(states, ["live"]);
});

test("reconnecting clients do not come at once", async () => {
  mock.method(Math, "random", () => 0.95);
  await startLive();
  last().drops();
  await pass(1.8);
  assert.equal(sockets.length, 1);
  await pass(0.2);
  assert.equal(sockets.length, 2);
});

test("an outage: longer and longer pauses, nothing shown after a minute, and back by itself", async () => {
  await startLive();
  last().drops();
  for (let i = 0; i < 120; i++) {
    await pass(1);
    last().drops();
  }
  assert.equal(states.at(-1), "waiting");
  assert.ok(sockets.length < 20, `${sockets.length} attempts in two minutes`);
  assert.deepEqual(seen.at(-1), [undefined, "available"]);

  const attempts = sockets.length;
  while (sockets.length === attempts) {
    await pass(1);
  }
  last().open();
  last().says({ type: "snapshot", presences: [presence(1)] });
  await settle();
  assert.equal(states.at(-1), "live");
  assert.deepEqual(seen.at(-1), ["available", undefined]);
});

test("every five minutes it watches again with the known seq; without an answer it connects anew", async () => {
  await startLive();
  await pass(299);
  assert.deepEqual(last().sent, []);
  await pass(1);
  assert.deepEqual(last().sent, [
    { type: "watch", session: "desk", chatIds: [ANA], since: { [ANA]: 1 } },
    { type: "ping" },
  ]);
  last().says({ type: "pong" });
  await pass(300);
  assert.equal(sockets.length, 1);
  await pass(12);
  assert.equal(sockets.length, 2);
});

test("typing ends by its time, after the server was asked", async () => {
  await startLive();
  last().says({ type: "presence", presence: presence(2, "composing", { expiresAt: iso(25) }) });
  await pass(24.9);
  assert.deepEqual(last().take(), []);
  await pass(0.2);
  assert.deepEqual(last().take(), [{ type: "watch", session: "desk", chatIds: [ANA], since: {} }]);
  assert.deepEqual(seen.at(-1), ["composing", "available"]);
  await pass(1);
  assert.deepEqual(seen.at(-1), ["available", "composing"]);
});

test("typing that goes on does not end", async () => {
  await startLive();
  last().says({ type: "presence", presence: presence(2, "composing", { expiresAt: iso(25) }) });
  await pass(25.2);
  last().says({ type: "snapshot", presences: [presence(2, "composing", { expiresAt: iso(45) })] });
  await pass(19);
  assert.equal(seen.at(-1)[0], "composing");
  await pass(2);
  assert.equal(seen.at(-1)[0], "available");
});

test("a clock that is an hour off neither ends typing at once nor lets it stay", async () => {
  await startLive();
  last().says({ type: "presence", presence: presence(2, "composing", { expiresAt: iso(-3_600) }) });
  await pass(1.9);
  assert.equal(seen.at(-1)[0], "composing");
  last().says({ type: "presence", presence: presence(3, "composing", { expiresAt: iso(3_600) }) });
  await pass(26.1);
  assert.equal(seen.at(-1)[0], "available");
});

test("without a live connection it polls, conditionally", async () => {
  await start();
  respond = () => response(200, { data: presence(1) }, { ETag: '"1"' });
  last().drops();
  await pass(0.1);
  assert.equal(states.at(-1), "polling");
  respond = () => response(304, undefined, { ETag: '"1"' });
  await pass(2);
  respond = () => response(200, { data: presence(2, "unavailable") }, { ETag: '"2"' });
  await pass(2);
  assert.deepEqual(seen, [
    ["available", undefined],
    ["unavailable", "available"],
  ]);
  assert.deepEqual(
    requests.map(({ path, headers }) => [path, headers["If-None-Match"], headers.Authorization]),
    [undefined, '"1"', '"1"'].map((eTag) => [
      "/api/sessions/desk/presence/5511999999999%40s.whatsapp.net",
      eTag,
      `Bearer ${TOKEN}`,
    ]),
  );
});

test("polling tries the live connection again", async () => {
  await start();
  respond = () => response(200, { data: presence(1) });
  last().drops();
  await pass(64);
  assert.equal(sockets.length, 2);
  last().open();
  last().says({ type: "snapshot", presences: [] });
  const asked = requests.length;
  await pass(10);
  assert.equal(states.at(-1), "live");
  assert.equal(requests.length, asked);
});

test("several contacts are polled by one request", async () => {
  await start();
  connection.watch(BIA, see);
  respond = () => response(200, { data: [presence(1), { ...presence(1, "unavailable"), chatId: BIA }] });
  last().drops();
  await pass(0.1);
  assert.deepEqual(
    requests.map(({ method, path, body }) => [method, path, body]),
    [["POST", "/api/sessions/desk/presence/query", { chatIds: [ANA, BIA] }]],
  );
  assert.deepEqual(
    seen.map(([word]) => word),
    ["available", "unavailable"],
  );
});

test("too many requests: it waits as long as Retry-After says", async () => {
  await start();
  respond = refuses(429, "too_many_requests", { "Retry-After": "17" });
  last().drops();
  await pass(17);
  assert.equal(requests.length, 1);
  assert.equal(states.at(-1), "waiting");
  respond = () => response(200, { data: presence(1) });
  await pass(1.1);
  last().drops();
  await pass(0.1);
  assert.equal(states.at(-1), "polling");
});

test("a Retry-After that is no number of seconds does not make it hurry", async () => {
  await start();
  respond = refuses(503, "unavailable", { "Retry-After": "Thu, 15 Jan 2026 12:00:00 GMT" });
  last().drops();
  await pass(1);
  assert.equal(requests.length, 1);
});

test("one chat that the token does not reach hides no other", async () => {
  const errors = [];
  await start();
  connection.addEventListener("error", ({ detail }) => errors.push(detail.code));
  connection.watch(BIA, see);
  respond = ({ path }) =>
    path.endsWith("/query") || path.includes("888888888")
      ? refuses(403, "chat_not_allowed")()
      : response(200, { data: presence(1) });
  last().drops();
  await pass(3);
  assert.deepEqual(seen, [["available", undefined]]);
  assert.deepEqual(errors, ["chat_not_allowed"]);
  assert.deepEqual(
    requests.map(({ path }) => path.split("/").at(-1).slice(0, 13)),
    ["query", "5511999999999", "5511888888888", "5511999999999"],
  );
});

for (const [how, end] of [
  ["a message", () => last().says({ type: "error", code: "unauthorized", error: "expired", closeCode: 4401 })],
  ["a close code", () => last().drops(4401)],
]) {
  test(`an expired token, told by ${how}: a new one is asked for once`, async () => {
    let asked = 0;
    await startLive({
      refreshToken: async () => {
        asked++;
        return TOKEN.replace("signature", `new${asked}`);
      },
    });
    end();
    last().drops(1000);
    await pass(1.1);
    assert.equal(asked, 1);
    assert.ok(last().url.endsWith(".new1"));
    last().open();
    assert.deepEqual(last().take()[0].since, { [ANA]: 1 });
    assert.equal(seen.length, 1);

    // Once for each token that did work.
    last().says({ type: "pong" });
    end();
    last().drops(1000);
    await pass(1.1);
    assert.equal(asked, 2);

    end();
    last().drops(1000);
    await pass(50);
    assert.equal(asked, 2);
    assert.equal(states.at(-1), "refused");
    assert.deepEqual(seen.at(-1), [undefined, "available"]);
    await pass(43);
    assert.equal(sockets.length, 4);
    last().drops(4401);
    await pass(2);
    assert.equal(asked, 3);
  });
}

test("a failed handshake: the poll tells that the token is expired", async () => {
  await start({ refreshToken: async () => "prs_ct_new." + claims("desk") });
  respond = refuses(401, "unauthorized");
  last().drops();
  await pass(1.1);
  assert.equal(sockets.length, 2);
  assert.ok(last().url.includes("prs_ct_new"));
});

for (const [status, code] of [
  [401, "unauthorized"],
  [403, "origin_not_allowed"],
  [403, "chat_not_allowed"],
]) {
  test(`${code}: nothing is shown, and it is tried again after one to two minutes`, async () => {
    const errors = [];
    await startLive();
    connection.addEventListener("error", ({ detail }) => errors.push([detail.status, detail.code, detail.message]));
    last().drops();
    respond = refuses(status, code);
    await pass(1.1);
    last().drops();
    await pass(59);
    assert.deepEqual(seen.at(-1), [undefined, "available"]);
    assert.equal(states.at(-1), "refused");
    assert.deepEqual(errors, [[status, code, `${code}.`]]);
    assert.equal(sockets.length, 2);
    await pass(61);
    assert.equal(sockets.length, 3);
  });
}

test("an error that ends nothing is reported", async () => {
  const errors = [];
  await startLive();
  connection.addEventListener("error", ({ detail }) => errors.push(detail.code));
  last().says({ type: "error", code: "too_many_watches", error: "too many" });
  await pass(1);
  assert.deepEqual(errors, ["too_many_watches"]);
  assert.equal(connection.state, "live");
});

test("a watch that could not be stored is sent again by a new connection", async () => {
  await startLive();
  last().says({ type: "error", code: "unavailable", error: "try again in a few seconds" });
  await pass(32);
  assert.equal(sockets.length, 2);
  assert.equal(seen.length, 1);
});

test("a watch with a chat that is not allowed: the others are watched", async () => {
  const errors = [];
  await startLive();
  connection.addEventListener("error", ({ detail }) => errors.push(detail.code));
  connection.watch(BIA, see);
  await pass(2);
  last().take();
  respond = ({ path }) =>
    path.endsWith("/query") || path.includes("888888888")
      ? refuses(403, "chat_not_allowed")()
      : response(200, { data: presence(1) });
  last().says({ type: "error", code: "chat_not_allowed", error: "another chat", field: "chatIds" });
  await pass(2);
  assert.deepEqual(last().take(), [{ type: "watch", session: "desk", chatIds: [ANA], since: { [ANA]: 1 } }]);
  assert.deepEqual(errors, ["chat_not_allowed"]);
  assert.equal(connection.state, "live");
});

test("a watch of the only chat is not allowed: nothing is shown, and it is tried again", async () => {
  await startLive();
  respond = refuses(403, "chat_not_allowed");
  last().says({ type: "error", code: "chat_not_allowed", error: "another chat", field: "chatIds" });
  await pass(2);
  assert.equal(connection.state, "refused");
  assert.deepEqual(seen.at(-1), [undefined, "available"]);
  await pass(100);
  assert.equal(sockets.length, 2);
});

test("too many messages: it comes back after half a minute, and goes on showing what it knew", async () => {
  await startLive();
  last().says({ type: "error", code: "too_many_requests", error: "flood", closeCode: 4429 });
  last().drops(1000);
  await pass(29);
  assert.equal(sockets.length, 1);
  await pass(3);
  assert.equal(sockets.length, 2);
  assert.equal(seen.length, 1);
});

test("what a page throws ends nothing", async () => {
  await startLive();
  const thrown = [];
  const queue = queueMicrotask;
  mock.method(globalThis, "queueMicrotask", (task) =>
    queue(() => {
      try {
        task();
      } catch (error) {
        thrown.push(error.message);
      }
    }),
  );
  const unwatch = connection.watch(ANA, () => {
    throw new Error("the page's own");
  });
  last().says({ type: "presence", presence: presence(2, "unavailable") });
  await settle();
  unwatch();
  assert.deepEqual(seen.at(-1), ["unavailable", "available"]);
  assert.deepEqual(thrown, ["the page's own", "the page's own"]);
});

test("after close nothing happens any more", async () => {
  await startLive();
  connection.close();
  await pass(700);
  assert.equal(connection.state, "closed");
  assert.equal(sockets.length, 1);
  assert.equal(requests.length, 0);
});

test("words: five languages, English for others, and a page's own", () => {
  const say = (lang, word) => describe(presence(1, word), { lang });
  assert.deepEqual(
    ["en", "pt-BR", "es", "de-AT", "fr", "nl", "no tag", undefined].map((lang) => say(lang, "composing")),
    ["typing…", "digitando…", "escribiendo…", "schreibt…", "écrit…", "typing…", "typing…", "typing…"],
  );
  assert.equal(say("en", "<img src=x>"), "unknown");
  words.nl = { ...words.en, composing: "typt…" };
  assert.equal(say("nl-BE", "composing"), "typt…");
  delete words.nl;
  const keys = Object.keys(words.en);
  for (const lang of Object.keys(words)) {
    assert.deepEqual(Object.keys(words[lang]), keys);
  }
});

test("last seen: a time today, a date before, hidden, observed, relative, or just offline", () => {
  const noon = new Date(2026, 0, 15, 12).getTime();
  const say = (more, options = {}) =>
    describe({ presence: "unavailable", ...more }, { lang: "en-GB", now: noon, ...options });
  const at = (...time) => new Date(2026, 0, ...time).toISOString();

  assert.equal(say({ lastSeen: at(15, 9, 5) }), "last seen 09:05");
  assert.equal(say({ lastSeen: at(14, 23, 5) }), "last seen 14 Jan 2026, 23:05");
  assert.equal(say({ lastSeen: at(15, 9, 5) }, { lang: "de" }), "zuletzt 09:05");
  assert.equal(say({ lastSeen: at(15, 11, 55) }, { relative: true }), "last seen 5 minutes ago");
  assert.equal(say({ lastSeen: at(15, 12, 0, 1) }, { relative: true }), "last seen 1 minute ago");
  assert.equal(say({ lastSeen: at(13, 11) }, { relative: true, lang: "pt" }), "visto há 2 dias");
  assert.equal(say({ observedLastSeen: at(15, 9, 5) }), "last seen 09:05");
  assert.equal(say({ lastSeenStatus: "hidden", observedLastSeen: at(15, 9, 5) }), "last seen hidden");
  assert.equal(say({ lastSeenStatus: "unknown" }), "offline");
});

test("it is small, names no host, and makes no element of a text", () => {
  const text = readFileSync(new globalThis.URL("presently.js", import.meta.url), "utf8");
  const size = gzipSync(text, { level: 9 }).length;
  assert.ok(size <= 6 * 1_024, `${size} bytes gzipped`);
  assert.doesNotMatch(text, /https?:\/\/|innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|^import /m);
});
