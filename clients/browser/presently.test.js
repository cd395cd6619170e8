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
    const message = JSON.parse(text);
    this.sent.push(message);
    const answers = { ping: { type: "pong" }, watch: { type: "snapshot", presences: [] } };
    if (this.isAnswering && answers[message.type]) {
      queueMicrotask(() => this.says(answers[message.type]));
    }
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
const setFakeTimer = (callback, delay, interval, isSignal) => {
  timers.set(++timerCount, { callback, at: now + Math.max(1, delay), interval, isSignal });
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
  last().isAnswering = true;
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
  mock.method(AbortSignal, "timeout", (delay) => {
    const controller = new AbortController();
    setFakeTimer(() => controller.abort(), delay, undefined, true);
    return controller.signal;
  });
  mock.method(Math, "random", () => 0.5);
  globalThis.WebSocket = FakeWebSocket;
  respond = () => Promise.reject(new TypeError("no network"));
  globalThis.fetch = async (url, { method = "GET", headers, body, signal }) => {
    const request = { method, path: url.replace(URL, ""), headers, body: body && JSON.parse(body) };
    requests.push(request);
    const aborted = new Promise((_, reject) => {
      signal.onabort = () => reject(signal.reason);
    });
    return Promise.race([respond(request), aborted]);
  };
  seen = [];
});

afterEach(async () => {
  connection?.close();
  connection = undefined;
  await pass(2);
  mock.restoreAll();
  const left = [...timers.values()].filter(({ isSignal }) => !isSignal);
  timers.clear();
  assert.deepEqual(left, [], "a closed connection leaves no timer");
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

test("every five minutes it watches again with the known seq", async () => {
  await startLive();
  await pass(299);
  assert.deepEqual(last().take(), []);
  await pass(1);
  assert.deepEqual(last().take(), [{ type: "watch", session: "desk", chatIds: [ANA], since: { [ANA]: 1 } }]);
  assert.equal(sockets.length, 1);
});

test("a connection that is cut without a word is noticed within 40 seconds", async () => {
  await startLive();
  await pass(100);
  assert.equal(sockets.length, 1);
  last().isAnswering = false;
  await pass(42);
  assert.equal(sockets.length, 2);
});

for (const [what, says] of [
  ["an error", { type: "error", code: "unavailable", error: "try again in a few seconds" }],
  ["API Gateway's own words", { message: "Internal server error", connectionId: "a", requestId: "b" }],
  ["a pong", { type: "pong" }],
]) {
  test(`a watch that is answered by ${what} is not live`, async () => {
    await start();
    respond = () => response(200, { data: presence(1) });
    last().open();
    last().says(says);
    await pass(10);
    assert.deepEqual(states, ["polling"]);
    assert.deepEqual(seen, [["available", undefined]]);
  });

  test(`a later watch that is answered by ${what} is sent again by a new connection`, async () => {
    await startLive();
    last().isAnswering = false;
    connection.watch(BIA, see);
    await pass(1.2);
    assert.equal(last().take().length, 1);
    last().says(says);
    for (let i = 0; i < 12 && sockets.length < 2; i++) {
      await pass(1);
    }
    last().open();
    assert.deepEqual(last().take()[0].chatIds, [ANA, BIA]);
  });
}

test("of two watches each needs its own answer", async () => {
  await startLive();
  last().isAnswering = false;
  connection.watch(BIA, see);
  await pass(1.2);
  connection.watch("77@lid", see);
  await pass(5);
  assert.equal(last().take().length, 1);
  last().says({ type: "snapshot", presences: [] });
  await pass(1.2);
  assert.deepEqual(last().take()[0].chatIds, ["77@lid"]);
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
  await pass(2);
  assert.deepEqual(seen.at(-1), ["composing", "available"]);
  await pass(0.2);
  assert.deepEqual(seen.at(-1), ["available", "composing"]);
});

test("typing that goes on does not end", async () => {
  await startLive();
  last().says({ type: "presence", presence: presence(2, "composing", { expiresAt: iso(25) }) });
  await pass(25.2);
  last().says({ type: "snapshot", presences: [presence(2, "composing", { expiresAt: iso(45) })] });
  await pass(19);
  assert.equal(seen.at(-1)[0], "composing");
  await pass(3.1);
  assert.equal(seen.at(-1)[0], "available");
});

test("typing that goes on does not end while other messages are sent", async () => {
  await startLive();
  last().says({ type: "presence", presence: presence(2, "composing", { expiresAt: iso(25) }) });
  await pass(24.9);
  connection.watch(BIA, see);
  await pass(1.3);
  assert.deepEqual(last().take().at(-1).chatIds, [ANA]);
  await pass(0.8);
  assert.equal(seen.at(-1)[0], "composing");
});

test("a clock that is an hour off neither ends typing at once nor lets it stay", async () => {
  await startLive();
  last().says({ type: "presence", presence: presence(2, "composing", { expiresAt: iso(-3_600) }) });
  await pass(1.9);
  assert.equal(seen.at(-1)[0], "composing");
  last().says({ type: "presence", presence: presence(3, "composing", { expiresAt: iso(3_600) }) });
  await pass(27.3);
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
    last().says({ type: "snapshot", presences: [] });
    end();
    last().drops(1000);
    await pass(2.1);
    assert.equal(asked, 2);

    end();
    last().drops(1000);
    await pass(50);
    assert.equal(asked, 2);
    assert.equal(states.at(-1), "refused");
    assert.deepEqual(seen.at(-1), [undefined, "available"]);
    await pass(45);
    assert.equal(sockets.length, 4);
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

for (const [how, refreshToken] of [
  ["is the page of a 502", async () => "<html>\n502 Bad Gateway</html>"],
  ["is nothing", async () => {}],
  ["fails", () => Promise.reject(new Error("offline"))],
  ["never comes", () => new Promise(() => {})],
]) {
  for (const session of [undefined, "desk"]) {
    test(`a token that ${how} is asked for again${session ? ", also with a session" : ""}`, async () => {
      let asked = 0;
      respond = ({ headers }) =>
        /\n/.test(headers.Authorization)
          ? Promise.reject(new TypeError("invalid header"))
          : response(200, { data: presence(1) });
      connection = connect({ url: URL, session, refreshToken: () => (++asked < 3 ? refreshToken() : TOKEN) });
      connection.watch(ANA, see);
      for (let i = 0; i < 60; i++) {
        await pass(1);
        last()?.drops();
      }
      assert.equal(asked, 3);
      assert.equal(connection.state, "polling");
    });
  }
}

test("a token is not asked for while the server is only slow", async () => {
  let asked = 0;
  connection = connect({ url: URL, refreshToken: async () => (asked++, TOKEN) });
  connection.watch(ANA, see);
  respond = refuses(503, "unavailable");
  await pass(60);
  assert.equal(asked, 1);
});

for (const [what, beforehand] of [
  ["a poll", () => start()],
  ["a poll after a live connection", () => startLive()],
]) {
  test(`${what} that is never answered: nothing old stays shown, and it is tried again`, async () => {
    await beforehand();
    respond = () => response(200, { data: presence(1) });
    last().drops();
    await pass(2);
    last().drops();
    await pass(3);
    assert.equal(seen.at(-1)[0], "available");
    respond = () => new Promise(() => {});
    for (let i = 0; i < 130; i++) {
      await pass(1);
      last().drops();
    }
    assert.equal(connection.state, "waiting");
    assert.equal(seen.at(-1)[0], undefined);
    assert.ok(requests.length > 3);
  });
}

test("a long Retry-After: nothing old stays shown", async () => {
  await startLive();
  respond = refuses(429, "too_many_requests", { "Retry-After": "3600" });
  last().drops();
  await pass(1.1);
  last().drops();
  await pass(61);
  assert.deepEqual(seen.at(-1), [undefined, "available"]);
});

test("the tab's visibility does not shorten a Retry-After", async () => {
  const listeners = {};
  globalThis.addEventListener = (name, listener) => (listeners[name] = listener);
  await start();
  delete globalThis.addEventListener;
  respond = refuses(429, "too_many_requests", { "Retry-After": "60" });
  last().drops();
  await pass(1);
  for (let i = 0; i < 50; i++) {
    listeners.visibilitychange();
    await pass(1);
  }
  assert.equal(requests.length, 1);
  assert.equal(sockets.length, 1);
  await pass(12);
  assert.equal(sockets.length, 2);
});

test("between two polls are at least 1.2 seconds", async () => {
  await start();
  respond = ({ body }) => response(200, { data: body ? [presence(1)] : presence(1) });
  last().drops();
  await pass(3);
  const before = requests.length;
  for (let i = 0; i < 100; i++) {
    connection.watch(String(5511700000000 + i), see)();
    await pass(0.1);
  }
  assert.ok(requests.length - before < 10, `${requests.length - before} requests in ten seconds`);
});

test("a server that answers and then drops is left in peace", async () => {
  await startLive();
  for (let i = 0; i < 600; i++) {
    await pass(0.1);
    if (last().readyState === 0) {
      last().open();
      last().says({ type: "snapshot", presences: [] });
      last().drops();
    } else if (last().readyState === 1) {
      last().drops();
    }
  }
  assert.ok(sockets.length < 9, `${sockets.length} connections in a minute`);
});

test("an older state of a group does not overwrite a newer one", async () => {
  await startLive();
  const group = (seconds, word) => ({ chatId: "120363@g.us", presence: word, participants: [], updatedAt: iso(seconds) });
  const words = [];
  connection.watch("120363@g.us", (it) => words.push(it?.presence));
  last().says({ type: "presence", presence: group(20, "composing") });
  last().says({ type: "presence", presence: group(10, "available") });
  last().says({ type: "snapshot", presences: [group(15, "recording")] });
  last().says({ type: "presence", presence: group(30, "unavailable") });
  await settle();
  assert.deepEqual(words, ["composing", "unavailable"]);
});

for (const removal of [{ seq: 0 }, {}]) {
  test(`a removal is told at once, ${"seq" in removal ? "with seq 0" : "without seq"}`, async () => {
    await startLive();
    last().says({ type: "presence", presence: presence(9, "unavailable") });
    last().says({ type: "presence", presence: { chatId: ANA, presence: "unknown", ...removal } });
    await settle();
    assert.deepEqual(seen.at(-1), ["unknown", "unavailable"]);
    last().says({ type: "presence", presence: presence(1, "available") });
    await settle();
    assert.deepEqual(seen.at(-1), ["available", "unknown"]);
  });
}

test("a presence says under which name it was asked for", async () => {
  await startLive();
  const words = [];
  connection.watch("77@lid", (it) => words.push(it?.presence));
  last().says({ type: "presence", presence: { ...presence(2), lid: "88@lid", watched: "77@lid" } });
  await settle();
  assert.deepEqual(words, ["available"]);
});

test("one chat among a hundred that the token does not reach is found by few requests", async () => {
  connection = connect({ url: URL, token: TOKEN });
  const told = new Set();
  const ids = Array.from({ length: 100 }, (_, i) => `${5511000000000 + i}@s.whatsapp.net`);
  ids.forEach((id) => connection.watch(id, (it) => it && told.add(id)));
  respond = ({ path, body }) => {
    const asked = body?.chatIds ?? [decodeURIComponent(path.split("/").at(-1))];
    const found = asked.map((chatId) => ({ ...presence(1), chatId }));
    return asked.includes(ids[98]) ? refuses(403, "chat_not_allowed")() : response(200, { data: body ? found : found[0] });
  };
  await pass(1);
  last().drops();
  await pass(1);
  assert.equal(told.size, 99);
  assert.ok(requests.length < 20, `${requests.length} requests`);
});

test("a new token may reach what the last one did not", async () => {
  let isAllowed = false;
  await start({ token: undefined, refreshToken: async () => `${TOKEN}${isAllowed}` });
  connection.watch(BIA, see);
  respond = ({ path, body }) => {
    const asked = body ?? path.includes("888888888");
    return asked && !isAllowed
      ? refuses(403, "chat_not_allowed")()
      : response(200, { data: body ? [presence(1), { ...presence(1), chatId: BIA }] : presence(1) });
  };
  await pass(1);
  last().drops();
  await pass(3);
  assert.equal(seen.length, 1);
  isAllowed = true;
  const grant = respond;
  respond = refuses(401, "unauthorized");
  await pass(2);
  respond = grant;
  await pass(2);
  last().drops();
  await pass(1);
  assert.equal(seen.length, 2);
});

test("a group that is too large for a message is read, not more often than polled", async () => {
  await startLive();
  const group = { chatId: "120363@g.us", presence: "composing", participants: [], updatedAt: iso(1) };
  respond = () => response(200, { data: group });
  connection.watch("120363@g.us", see);
  await pass(1.3);
  for (let i = 0; i < 100; i++) {
    last().says({ type: "error", code: "answer_too_large", error: "too large", chatId: "120363@g.us" });
    await pass(0.1);
  }
  assert.deepEqual(seen.at(-1), ["composing", undefined]);
  assert.ok(requests.length < 6, `${requests.length} requests in ten seconds`);
  assert.equal(connection.state, "live");
  assert.equal(sockets.length, 1);
});

test("options that cannot work are refused at once, in a sentence", () => {
  for (const options of [undefined, { url: URL }, { url: URL, token: "prs_key" }, { url: URL, token: "<html>" }]) {
    assert.throws(() => connect(options), /^TypeError: no client token, and no API key with a session$/);
  }
  connection = connect({ url: URL, token: "prs_key", session: "desk" });
});

test("who stops and watches again soon sees no gap", async () => {
  const unwatch = await startLive();
  unwatch();
  const again = [];
  connection.watch(ANA, (it) => again.push(it?.presence));
  await settle();
  assert.deepEqual(again, ["available"]);
  await pass(3);
  assert.ok(!last().take().some(({ type }) => type === "unwatch"));
});

class FakeElement {
  static named = new Map();
  attributes = {};
  textContent = "";

  getAttribute(name) {
    return this.attributes[name] ?? null;
  }

  setAttribute(name, value) {
    this.attributes[name] = value;
    this.attributeChangedCallback();
  }

  attachShadow() {
    this.shadow = { append: (...all) => (this.all = all) };
    return this.shadow;
  }

  closest() {
    return null;
  }

  get text() {
    return this.all[1].textContent;
  }
}

test("the element: another chat, one that cannot be read, and one too many", async () => {
  globalThis.HTMLElement = FakeElement;
  globalThis.CSSStyleSheet = class {
    replaceSync() {}
  };
  globalThis.document = { createElement: () => ({}) };
  globalThis.customElements = {
    get: (name) => FakeElement.named.get(name),
    define: (name, type) => {
      assert.ok(!FakeElement.named.has(name), "defined twice");
      FakeElement.named.set(name, type);
    },
  };
  const warnings = [];
  mock.method(console, "warn", (it) => warnings.push(it.name));
  try {
    const { PresentlyStatus } = await import("./presently.js?element");
    await import("./presently.js?once-more");
    const element = (attributes) => {
      const it = new PresentlyStatus();
      Object.assign(it, { attributes, isConnected: true });
      it.connectedCallback();
      return it;
    };
    await startLive();
    PresentlyStatus.connection = connection;
    const status = element({ "chat-id": ANA });
    await settle();
    assert.equal(status.text, "online");

    status.setAttribute("chat-id", "Ana");
    await settle();
    assert.equal(status.text, "");
    last().says({ type: "presence", presence: presence(2, "composing") });
    await settle();
    assert.equal(status.text, "");
    assert.deepEqual(warnings, ["TypeError"]);

    // 200 with this one, which changes to another.
    const others = Array.from({ length: 198 }, (_, i) => String(5511000000000 + i));
    connection.watch(others, see);
    status.setAttribute("chat-id", BIA);
    await settle();
    status.setAttribute("chat-id", "77@lid");
    await settle();
    const last201 = element({ "chat-id": "78@lid" });
    await settle();
    assert.equal(last201.text, "");
    assert.deepEqual(warnings, ["TypeError", "RangeError"]);

    // Connections that only gone elements used are closed when another is opened.
    const own = element({ "chat-id": ANA, url: URL, token: TOKEN });
    await settle();
    const first = last();
    first.open();
    for (const token of [`${TOKEN}1`, `${TOKEN}2`]) {
      own.setAttribute("token", token);
      await settle();
    }
    assert.equal(first.readyState, 3);
    own.isConnected = status.isConnected = last201.isConnected = false;
    [own, status, last201].forEach((it) => it.disconnectedCallback());
    await settle();
    const closing = element({ url: URL, "chat-id": "Ana", token: `${TOKEN}3` });
    await pass(12);
    assert.ok(sockets.every((it) => it.readyState === 3 || it === sockets[0]));
    closing.isConnected = false;
  } finally {
    // Of the last shared connection, which stays.
    connection.close();
    await pass(2);
    timers.clear();
    for (const name of ["HTMLElement", "CSSStyleSheet", "document", "customElements"]) {
      delete globalThis[name];
    }
  }
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
