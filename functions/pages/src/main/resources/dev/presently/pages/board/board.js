// What an API key may read, or the keys that the master key manages, drawn anew whenever it differs. Every
// text of the API is shown as text.
const POLL = 1_000;
const CONTACT_POLL = 600;
const SLOW_POLL = 5_000;
const WEBHOOK_POLL = 10_000;
const KEY_POLL = 10_000;
const ONLINE_POLL = 60_000;
const MOST_WEBHOOKS = 20;
const DAY = 24 * 60 * 60 * 1_000;

const KEYS = "admin/keys";
const SCOPES = [
  "sessions:read",
  "sessions:manage",
  "presence:read",
  "presence:manage",
  "presence:intake",
  "webhooks:read",
  "webhooks:manage",
  "*",
];

const base = new URL(".", location.href).href;
const part = (id) => document.getElementById(id);
const path = (...parts) => ["api", ...parts].map(encodeURIComponent).join("/");

/** API keys begin so; anything else is taken for the master key, which no tab keeps. */
const isApiKey = (key) => key.startsWith("prs_");

const state = { key: sessionStorage.getItem("key"), session: null, webhook: null, run: 0 };
const eTags = new Map();
const drawn = new Map();
const online = new Map();

class Refused extends Error {
  constructor(status, body, retryAfter) {
    super(body?.error ?? `status ${status}`);
    this.status = status;
    this.seconds = Number(retryAfter ?? 0);
  }
}

/** The key was changed, or another session or webhook chosen, while something was read. */
class Outdated extends Error {}

/** The response's body; the earlier one if nothing changed. */
async function call(method, route, query = "", content = undefined) {
  const { run, key } = state;
  const known = method === "GET" ? eTags.get(route) : undefined;
  const response = await fetch(base + route + query, {
    method,
    cache: "no-store",
    body: content && JSON.stringify(content),
    headers: {
      Authorization: `Bearer ${key}`,
      ...(content && { "Content-Type": "application/json" }),
      ...(known && { "If-None-Match": known.eTag }),
    },
  });
  const body = response.status === 304 ? known.body : await response.json().catch(() => undefined);
  // What a change says is shown in any case: a new key comes this once.
  if (key !== state.key || (method === "GET" && run !== state.run)) {
    throw new Outdated();
  }
  if (response.status === 304) {
    return body;
  }
  if (!response.ok) {
    throw new Refused(response.status, body, response.headers.get("Retry-After"));
  }
  const eTag = response.headers.get("ETag");
  if (method === "GET" && eTag) {
    eTags.set(route, { eTag, body });
  }
  return body;
}

async function all(route) {
  const items = [];
  let cursor;
  do {
    const page = await call("GET", route, cursor ? `?cursor=${encodeURIComponent(cursor)}` : "");
    items.push(...page.data);
    cursor = page.nextCursor;
  } while (cursor && items.length < 1_000);
  return items;
}

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function button(label, description, action) {
  const made = element("button", { type: "button", textContent: label });
  made.setAttribute("aria-label", description);
  made.addEventListener("click", action);
  return made;
}

const time = (iso) =>
  new Intl.DateTimeFormat(undefined, { dateStyle: "short", timeStyle: "medium" }).format(new Date(iso));

function when(iso) {
  return iso
    ? element("time", { dateTime: iso, textContent: time(iso) })
    : element("span", { className: "quiet", textContent: "–" });
}

/** Replaces the children of a part, unless they show the same as before. */
function draw(id, shown, rows) {
  const text = JSON.stringify(shown);
  if (drawn.get(id) === text) {
    return;
  }
  drawn.set(id, text);
  const focused = document.activeElement?.getAttribute("aria-label");
  part(id).replaceChildren(...rows());
  if (focused) {
    [...part(id).querySelectorAll("button")].find((it) => it.getAttribute("aria-label") === focused)?.focus();
  }
  const none = part(`no-${id}`);
  if (none) {
    none.hidden = part(id).children.length > 0;
  }
}

function definitions(entries) {
  const list = element("dl");
  for (const [name, value] of entries) {
    list.append(element("dt", { textContent: name }), element("dd", {}, value));
  }
  return list;
}

const TONES = {
  CONNECTED: "good",
  CONNECTING: "busy",
  DISCONNECTED: "bad",
  available: "good",
  composing: "busy",
  recording: "busy",
  unavailable: "quiet",
  unknown: "quiet",
  active: "good",
  inactive: "quiet",
  disabled: "bad",
  DELIVERED: "good",
  PENDING: "busy",
  RETRYING: "busy",
  DEAD: "bad",
};
const WORDS = { available: "online", unavailable: "offline", composing: "typing…", recording: "recording…" };

const word = (value) =>
  element("span", { className: TONES[value] ?? "quiet", textContent: `● ${WORDS[value] ?? value}` });

function sessionCard(session) {
  const chosen = session.name === state.session;
  const choose = button(session.name, `Show the session ${session.name}`, () => {
    state.session = session.name;
    online.clear();
    restart();
  });
  choose.setAttribute("aria-pressed", chosen);
  return element(
    "li",
    {},
    choose,
    definitions(
      [
        ["Status", word(session.status)],
        ["Reason", session.statusReason],
        ["Engine", session.engine?.type],
        ["Number", session.phoneNumber],
        ["Name", session.pushName],
        ["Heard", session.lastEventAt && when(session.lastEventAt)],
      ].filter(([, value]) => value),
    ),
  );
}

function lastSeen(presence) {
  if (presence.lastSeen) {
    return when(presence.lastSeen);
  }
  if (presence.lastSeenStatus === "hidden") {
    return element("span", { className: "quiet", textContent: "hidden" });
  }
  return when(presence.observedLastSeen);
}

function dayBar(times) {
  if (!times) {
    return element("span", { className: "quiet", textContent: "–" });
  }
  const begin = Date.parse(times.from);
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const hours = (times.onlineSeconds / 3_600).toLocaleString(undefined, { maximumFractionDigits: 1 });
  svg.setAttribute("class", "day");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", `${hours} hours online`);
  svg.setAttribute("viewBox", "0 0 1440 10");
  svg.setAttribute("preserveAspectRatio", "none");
  for (const interval of times.intervals) {
    const from = Date.parse(interval.from) - begin;
    const bar = document.createElementNS(svg.namespaceURI, "rect");
    bar.setAttribute("x", from / 60_000);
    bar.setAttribute("width", Math.max(2, interval.seconds / 60));
    bar.setAttribute("height", 10);
    svg.append(bar);
  }
  return svg;
}

function contactRow(presence) {
  const cells = [
    [presence.phoneNumber ?? presence.chatId],
    [word(presence.presence), presence.onlineCount === undefined ? "" : ` (${presence.onlineCount} online)`],
    [when(presence.updatedAt)],
    [lastSeen(presence)],
    [dayBar(online.get(presence.chatId))],
  ];
  return element("tr", {}, ...cells.map((content) => element("td", {}, ...content)));
}

function webhookCard(webhook) {
  const chosen = webhook.id === state.webhook;
  const choose = button(webhook.label ?? `Webhook ${webhook.id}`, `Show deliveries of webhook ${webhook.id}`, () => {
    state.webhook = webhook.id;
    restart();
  });
  choose.setAttribute("aria-pressed", chosen);
  const test = button("Test", `Send a test event to webhook ${webhook.id}`, ({ currentTarget }) =>
    actOnce(currentTarget, async () => {
      const attempt = (await call("POST", path("webhooks", webhook.id, "test"))).data;
      return `Test of webhook ${webhook.id}: ${attemptText(attempt)}`;
    }),
  );
  return element(
    "li",
    {},
    choose,
    " ",
    test,
    definitions(
      [
        ["URL", webhook.url],
        ["Session", webhook.session ?? "all"],
        ["Status", word(webhook.status)],
        ["Reason", webhook.disabledReason],
        ["Waiting", String(webhook.waiting)],
        ["Last success", webhook.lastSuccessAt && when(webhook.lastSuccessAt)],
        ["Last failure", webhook.lastFailureAt && when(webhook.lastFailureAt)],
      ].filter(([, value]) => value),
    ),
  );
}

const attemptText = (attempt) =>
  [attempt.outcome, attempt.statusCode, `${attempt.durationMs} ms`, attempt.error].filter(Boolean).join(", ");

function deliveryRow(webhook, delivery) {
  const attempts = element("ol");
  for (const attempt of delivery.attempts) {
    attempts.append(element("li", {}, when(attempt.at), ` ${attemptText(attempt)}`));
  }
  const again = button("Redeliver", `Redeliver ${delivery.eventId}`, ({ currentTarget }) =>
    actOnce(currentTarget, async () => {
      await call("POST", path("webhooks", webhook, "deliveries", delivery.id, "redeliver"));
      return `${delivery.eventId} is sent again.`;
    }),
  );
  const cells = [
    [delivery.event, delivery.seq === undefined ? "" : ` ${delivery.seq}`],
    [delivery.participant ?? delivery.contact ?? ""],
    [word(delivery.status), delivery.reason ? element("div", { className: "quiet", textContent: delivery.reason }) : ""],
    [attempts],
    [again],
  ];
  return element("tr", {}, ...cells.map((content) => element("td", {}, ...content)));
}

function keyRow(key) {
  const change = button(key.label, `Change the key ${key.label}`, () => {
    part("change-label").value = key.label;
    part("change-rate").value = key.rateLimitPerMinute;
    part("change-active").checked = key.isActive;
    Object.assign(part("change").dataset, { id: key.id, label: key.label });
    part("change").showModal();
  });
  const cells = [
    [change],
    [key.scopes.join(", ")],
    [key.sessions?.join(", ") ?? "all"],
    [word(key.isActive ? "active" : "inactive")],
    [String(key.rateLimitPerMinute)],
    [when(key.createdAt)],
    [key.expiresAt ? when(key.expiresAt) : "never"],
    [when(key.lastUsedAt)],
  ];
  return element("tr", {}, ...cells.map((content) => element("td", {}, ...content)));
}

async function createKey() {
  const list = part("new-sessions").value.split(/[\s,]+/).filter(Boolean);
  const key = (
    await call("POST", KEYS, "", {
      label: part("new-label").value,
      scopes: [...part("new-scopes").querySelectorAll(":checked")].map((it) => it.value),
      ...(list.length > 0 && { sessions: list }),
      ...(part("new-days").value && { lifetimeDays: part("new-days").valueAsNumber }),
      rateLimitPerMinute: part("new-rate").valueAsNumber,
    })
  ).data;
  part("create").reset();
  part("created").hidden = false;
  part("created-key").value = key.key;
  part("created-key").select();
  return `The key ${key.label} is created. Copy it now: it is shown this once.`;
}

function forgetCreated() {
  part("created-key").value = "";
  part("created").hidden = true;
}

function say(text, isError = false) {
  part("message").textContent = text;
  part("message").className = isError ? "error" : "";
}

async function act(action) {
  try {
    say(await action());
    restart(false);
  } catch (error) {
    if (!(error instanceof Outdated)) {
      say(error.message, true);
    }
  }
}

/** Not again before it has ended. The button keeps the focus meanwhile. */
async function actOnce(pressed, action) {
  if (!pressed.ariaDisabled) {
    pressed.ariaDisabled = "true";
    await act(action);
    pressed.ariaDisabled = null;
  }
}

async function showSessions() {
  const sessions = await all(path("sessions"));
  if (!sessions.some((it) => it.name === state.session)) {
    state.session = null;
  }
  state.session ??= sessions.find((it) => it.status === "CONNECTED")?.name ?? sessions[0]?.name ?? null;
  draw("sessions", [sessions, state.session], () => sessions.map(sessionCard));
}

async function showContacts() {
  if (state.session) {
    const contacts = (await call("GET", path("sessions", state.session, "presence"))).data;
    draw("contacts", [contacts, [...online]], () => contacts.map(contactRow));
    return contacts;
  }
  return [];
}

async function showOnlineTimes() {
  for (const contact of (await showContacts()).slice(0, 20)) {
    if (!contact.chatId.endsWith("@g.us")) {
      const from = new Date(Date.now() - DAY).toISOString();
      const route = path("sessions", state.session, "presence", contact.chatId, "online");
      online.set(contact.chatId, (await call("GET", route, `?from=${encodeURIComponent(from)}`)).data);
    }
  }
  await showContacts();
}

async function showWebhooks() {
  const webhooks = await all(path("webhooks"));
  if (!webhooks.some((it) => it.id === state.webhook)) {
    state.webhook = webhooks[0]?.id ?? null;
  }
  const shown = await Promise.all(
    webhooks.slice(0, MOST_WEBHOOKS).map(async (it) => (await call("GET", path("webhooks", it.id))).data),
  );
  draw("webhooks", [shown, state.webhook], () => shown.map(webhookCard));
}

async function showDeliveries() {
  if (state.webhook === null) {
    draw("deliveries", [], () => []);
    return;
  }
  const deliveries = (await call("GET", path("webhooks", state.webhook, "deliveries"), "?limit=20")).data;
  draw("deliveries", [state.webhook, deliveries], () => deliveries.map((it) => deliveryRow(state.webhook, it)));
}

async function showKeys() {
  const keys = await all(KEYS);
  draw("keys", keys, () => keys.map(keyRow));
}

/** Calls it again and again until the board restarts or the key is refused; errors are shown and retried. */
async function repeat(id, show, pause) {
  const run = state.run;
  let failed = false;
  let wait = pause;
  while (run === state.run && state.key) {
    try {
      await show();
      if (failed) {
        say("");
        failed = false;
      }
      wait = pause;
    } catch (error) {
      if (run !== state.run) {
        return;
      }
      if (error.status === 401) {
        signOut(error.message, true);
        return;
      }
      if (error.status === 403) {
        draw(id, [], () => []);
        return;
      }
      failed = true;
      wait = Math.max(pause, 1_000 * (error.seconds ?? 0));
      say(error.message, true);
    }
    await new Promise((resolve) => setTimeout(resolve, document.hidden ? Math.max(wait, SLOW_POLL) : wait));
  }
}

async function restart(isNew = true) {
  state.run++;
  if (isNew) {
    say("");
  }
  part("board").hidden = !isApiKey(state.key);
  part("master").hidden = isApiKey(state.key);
  part("sign-in").hidden = true;
  part("sign-out").hidden = false;
  const run = state.run;
  if (!isApiKey(state.key)) {
    repeat("keys", showKeys, KEY_POLL);
    return;
  }
  await Promise.allSettled([showSessions(), showWebhooks()]);
  if (run === state.run) {
    repeat("sessions", showSessions, SLOW_POLL);
    repeat("contacts", showContacts, CONTACT_POLL);
    repeat("contacts", showOnlineTimes, ONLINE_POLL);
    repeat("webhooks", showWebhooks, WEBHOOK_POLL);
    repeat("deliveries", showDeliveries, POLL);
  }
}

function signOut(message, isError) {
  state.run++;
  Object.assign(state, { key: null, session: null, webhook: null });
  sessionStorage.removeItem("key");
  for (const known of [eTags, drawn, online]) {
    known.clear();
  }
  for (const shown of ["sessions", "contacts", "webhooks", "deliveries", "keys"]) {
    part(shown).replaceChildren();
  }
  forgetCreated();
  part("change").close();
  part("board").hidden = true;
  part("master").hidden = true;
  part("sign-in").hidden = false;
  part("sign-out").hidden = true;
  say(message, isError);
  part("key").focus();
}

part("sign-in").addEventListener("submit", (event) => {
  event.preventDefault();
  state.key = part("key").value.trim();
  part("key").value = "";
  if (isApiKey(state.key)) {
    sessionStorage.setItem("key", state.key);
  }
  restart();
});
part("sign-out").addEventListener("click", () => signOut("The key is forgotten.", false));
part("create").addEventListener("submit", (event) => {
  event.preventDefault();
  actOnce(event.submitter, createKey);
});
part("created-hide").addEventListener("click", forgetCreated);
part("change").addEventListener("submit", (event) => {
  event.preventDefault();
  const change = {
    label: part("change-label").value,
    isActive: part("change-active").checked,
    rateLimitPerMinute: part("change-rate").valueAsNumber,
  };
  part("change").close();
  act(async () => {
    await call("PATCH", `${KEYS}/${part("change").dataset.id}`, "", change);
    return `The key ${change.label} is changed.`;
  });
});
part("change-delete").addEventListener("click", () => {
  const { id, label } = part("change").dataset;
  if (!confirm(`Delete the key ${label} for good? All its requests are refused then.`)) {
    return;
  }
  part("change").close();
  act(async () => {
    await call("DELETE", `${KEYS}/${id}`);
    return `The key ${label} is deleted.`;
  });
});
part("change-cancel").addEventListener("click", () => part("change").close());
for (const scope of SCOPES) {
  const box = element("input", { type: "checkbox", value: scope });
  part("new-scopes").append(element("label", {}, box, ` ${scope}`));
}
if (state.key) {
  restart();
}
