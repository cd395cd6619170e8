// See docs/browser.md and presently.d.ts.
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const POLL = 2 * SECOND;
const PING = 30 * SECOND;
const ANSWER = 10 * SECOND;
const BETWEEN_MESSAGES = 1.2 * SECOND;

function normal(id) {
  const jid = id
    .replace(/^\+?(\d{7,15})$/, "$1@c.us")
    .replace(/(\.\d+)?(:\d+)?@/, "@")
    .replace("@c.us", "@s.whatsapp.net");
  if (!/^[\d-]+@(s\.whatsapp\.net|lid|g\.us|newsletter)$|^status@broadcast$/.test(jid)) {
    throw new TypeError(`not a JID: ${id}`);
  }
  return jid;
}

function sessionOf(token, session) {
  try {
    const claims = token.split(".")[1];
    return session ?? JSON.parse(atob(claims.replace(/-/g, "+").replace(/_/g, "/"))).session;
  } catch {
    throw new TypeError("no client token, and no API key with a session");
  }
}

const refused = (status, body, pause) =>
  Object.assign(new Error(body?.error ?? status), { status, code: body?.code, pause });

const tell = (watchers, watcher, ...change) =>
  queueMicrotask(() => watchers.has(watcher) && watcher.onChange(...change));

class Connection extends EventTarget {
  state = "connecting";
  #url;
  #options;
  #token;
  #session;
  #watched = new Map();
  #unsent = new Map();
  #sending;
  #sentAt = 0;
  #socket;
  #isWatchOpen;
  #end;
  #deadline;
  #sleeping;
  #wake;
  #forgetting;
  #isRenewed;

  constructor({ url = new URL("..", import.meta.url).href, ...options }) {
    super();
    if (options.token || !options.refreshToken) {
      sessionOf(options.token, options.session);
    }
    this.#url = url.replace(/\/$/, "");
    this.#options = options;
    this.#token = options.token;
    ["online", "visibilitychange"].forEach((it) => globalThis.addEventListener?.(it, this.#check));
    this.#run();
  }

  watch(ids, onChange) {
    const named = [ids].flat().map(normal);
    if (new Set([...this.#wanted, ...named]).size > 200) {
      throw new RangeError("a connection watches at most 200 chats");
    }
    const watcher = { onChange };
    for (const id of named) {
      if (!this.#watched.has(id)) {
        this.#watched.set(id, { watchers: new Set() });
        this.#sendSoon(id, true);
      }
      const { watchers, shown } = this.#watched.get(id);
      watchers.add(watcher);
      if (shown) {
        tell(watchers, watcher, shown);
      }
    }
    if (/connecting|polling/.test(this.state)) {
      this.#wake?.();
    }
    return () => {
      for (const id of named) {
        const watchers = this.#watched.get(id)?.watchers;
        if (watchers?.delete(watcher) && !watchers.size) {
          this.#sendSoon(id, true);
        }
      }
    };
  }

  get isUsed() {
    return this.#wanted[0];
  }

  close() {
    this.#become("closed");
    ["online", "visibilitychange"].forEach((it) => globalThis.removeEventListener?.(it, this.#check));
    clearTimeout(this.#forgetting);
    this.#forget();
    this.#watched.clear();
    this.#end?.();
    this.#wake?.();
  }

  async #run() {
    await undefined;
    let failures = 0;
    while (this.state !== "closed") {
      if (!this.#watched.size) {
        failures = 0;
        this.#become("connecting");
        await this.#sleep(2 ** 31 - 1, 0);
        continue;
      }
      const begun = Date.now();
      const error = await this.#attempt(begun + MINUTE).catch((it) => it);
      if (this.state === "closed") {
        return;
      }
      failures = Date.now() - begun < MINUTE ? Math.min(failures + 1, 5) : 1;
      let pause = SECOND * 2 ** failures * Math.random();
      let least;
      this.#forgetting ??= setTimeout(() => this.#forget(), MINUTE);
      const status = error?.status;
      if (error && (!status || status === 401) && this.#options.refreshToken) {
        this.#token = undefined;
      }
      if (status === 401 && !this.#token && !this.#isRenewed) {
        this.#isRenewed = true;
      } else if (error) {
        const isRefused = status < 500 && status !== 408 && status !== 429;
        if (isRefused) {
          this.#forget(true);
        }
        least = isRefused ? MINUTE * (1 + Math.random()) : error.pause;
        pause += least ?? 0;
        this.#isRenewed = false;
        this.#say("error", error);
        this.#become(isRefused ? "refused" : "waiting");
      } else if (failures > 1) {
        this.#become("waiting");
      }
      await this.#sleep(pause, least);
    }
  }

  async #attempt(until) {
    this.#token ??= await Promise.race([this.#options.refreshToken(), this.#sleep(ANSWER, ANSWER)]);
    this.#session = sessionOf(this.#token, this.#options.session);
    if (!(globalThis.WebSocket && (await this.#live()))) {
      await this.#poll(until);
    }
  }

  #sleep(time, least = BETWEEN_MESSAGES) {
    const begun = Date.now();
    return new Promise((resolve) => {
      const sleep = (length) => {
        clearTimeout(this.#sleeping);
        this.#sleeping = setTimeout(resolve, begun + length - Date.now());
      };
      this.#wake = () => sleep(this.state === "closed" ? 0 : Math.min(time, least));
      sleep(time);
    });
  }

  #become(state) {
    if (this.state !== state && this.state !== "closed") {
      this.state = state;
      this.#say("state", state);
    }
  }

  #say(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  #answered(state) {
    clearTimeout(this.#forgetting);
    this.#forgetting = undefined;
    this.#isRenewed = false;
    this.#become(state);
  }

  // Until the connection ends: whether a watch was answered.
  #live() {
    return new Promise((resolve, reject) => {
      let hasAnswered = false;
      let pings = 0;
      const liveUrl = this.#options.liveUrl ?? `${this.#url.replace("http", "ws")}/live`;
      const socket = new WebSocket(`${liveUrl}?token=${encodeURIComponent(this.#token)}`);
      const pinging = setInterval(() => (++pings % 10 ? this.#check() : this.#sendAll()), PING);
      const end = (error) => {
        if (this.#socket === socket) {
          this.#socket = undefined;
          this.#isWatchOpen = false;
          clearInterval(pinging);
          clearTimeout(this.#deadline);
          socket.onmessage = () => {};
          socket.close();
          error ? reject(error) : resolve(hasAnswered);
        }
      };
      this.#socket = socket;
      this.#end = end;
      this.#expectAnswer();
      socket.onopen = () => this.#sendAll();
      socket.onclose = ({ code }) => end(code > 4400 && refused(code - 4000));
      socket.onmessage = ({ data }) => {
        const { type, ...message } = JSON.parse(data);
        const wanted = this.#wanted;
        if (type === "snapshot") {
          hasAnswered = true;
          this.#isWatchOpen = false;
          this.#answered("live");
          message.presences.forEach((it) => this.#take(it, true));
        } else if (type === "presence") {
          this.#take(message.presence, false);
        } else if (message.closeCode) {
          end(refused(message.closeCode - 4000, message, PING));
        } else if (message.code === "answer_too_large") {
          const { chatId } = message;
          const large = this.#watched.get(chatId) ?? {};
          large.reading ??= setTimeout(() => {
            large.reading = undefined;
            this.#read([chatId]).catch(end);
          }, POLL);
        } else if (/^chatIds/.test(message.field)) {
          this.#isWatchOpen = false;
          this.#read(wanted).then(() => (this.#wanted.length < wanted.length ? this.#sendAll() : end()), end);
        } else if (type !== "pong") {
          this.#say("error", refused(undefined, message));
          end();
        }
        if (!this.#isWatchOpen) {
          clearTimeout(this.#deadline);
        }
      };
    });
  }

  #expectAnswer() {
    clearTimeout(this.#deadline);
    this.#deadline = setTimeout(this.#end, ANSWER);
  }

  #send(message) {
    if (this.#socket?.readyState === 1) {
      this.#socket.send(JSON.stringify(message));
      return true;
    }
  }

  #check = () => {
    if (!this.#socket) {
      this.#wake?.();
    } else if (this.#send({ type: "ping" })) {
      this.#expectAnswer();
    }
  };

  #sendAll() {
    this.#wanted.forEach((id) => this.#unsent.set(id, true));
    this.#flush();
  }

  #sendSoon(id, isSeqSent) {
    this.#unsent.set(id, isSeqSent);
    this.#flushSoon();
  }

  #flushSoon() {
    this.#sending ??= setTimeout(() => this.#flush(), this.#sentAt + BETWEEN_MESSAGES - Date.now());
  }

  #flush() {
    clearTimeout(this.#sending);
    this.#sending = undefined;
    this.#sentAt = Date.now();
    if (this.#isWatchOpen) {
      this.#flushSoon();
      return;
    }
    const session = this.#session;
    const [watch, unwatch, since] = [[], [], {}];
    for (const [id, isSeqSent] of this.#unsent) {
      const watched = this.#watched.get(id);
      if (watched?.watchers.size) {
        watch.push(id);
        watched.isPushed = false;
        if (isSeqSent && watched.told?.seq) {
          since[id] = watched.told.seq;
        }
      } else {
        unwatch.push(id);
        clearTimeout(watched?.ending);
        this.#watched.delete(id);
      }
    }
    this.#unsent.clear();
    if (unwatch.length) {
      this.#send({ type: "unwatch", session, chatIds: unwatch });
    }
    if (watch.length && this.#send({ type: "watch", session, chatIds: watch, since })) {
      this.#isWatchOpen = true;
      this.#expectAnswer();
    } else if (!this.#watched.size) {
      this.#end?.();
    }
  }

  get #wanted() {
    return [...this.#watched.keys()].filter((id) => {
      const { watchers, refusedToken = 0 } = this.#watched.get(id);
      return watchers.size && refusedToken !== this.#token;
    });
  }

  async #poll(until) {
    do {
      await this.#read(this.#wanted);
      this.#answered("polling");
      await this.#sleep(globalThis.document?.hidden ? 5 * POLL : POLL);
    } while (this.#watched.size && Date.now() < until);
  }

  async #read(ids) {
    const first = this.#watched.get(ids[0]);
    if (!first) {
      return;
    }
    const one = ids.length < 2 ? ids[0] : undefined;
    const { told, eTag } = first;
    const headers = { "Content-Type": "application/json", Authorization: `Bearer ${this.#token}` };
    if (one && eTag) {
      headers["If-None-Match"] = eTag;
    }
    const response = await fetch(
      `${this.#url}/api/sessions/${encodeURIComponent(this.#session)}/presence/${encodeURIComponent(one ?? "query")}`,
      {
        ...(one ? {} : { method: "POST", body: JSON.stringify({ chatIds: ids }) }),
        cache: "no-store",
        headers,
        signal: AbortSignal.timeout(ANSWER),
      },
    );
    const { status } = response;
    const body = status === 304 ? { data: told } : await response.json().catch(() => {});
    if (status === 304 || response.ok) {
      [body.data].flat().forEach((it) => this.#take(it, true, one));
      if (one) {
        first.eTag = response.headers.get("ETag");
      }
      return;
    }
    const error = refused(status, body, response.headers.get("Retry-After") * SECOND || undefined);
    if ((status !== 400 && error.code !== "chat_not_allowed") || this.#wanted.length < 2) {
      throw error;
    }
    if (one) {
      this.#say("error", error);
      first.refusedToken = this.#token;
      this.#show(first);
    } else {
      await this.#read(ids.slice(0, ids.length / 2));
      await this.#read(ids.slice(ids.length / 2));
    }
  }

  #take(presence, isSnapshot, asked = presence.watched) {
    const { chatId, lid, phoneNumber, seq, updatedAt } = presence;
    for (const [id, watched] of this.#watched) {
      if (![asked, chatId, lid, `${phoneNumber}@s.whatsapp.net`.slice(1)].includes(id)) {
        continue;
      }
      const { told, isPushed } = watched;
      // Who was erased begins anew; a group has no seq.
      const later = Date.parse(updatedAt) - Date.parse(told?.updatedAt);
      // A snapshot is newer than all but what was pushed since the watch.
      const isNext = isSnapshot ? !(this.#socket && isPushed) : !seq && !(later < 0);
      if (seq > (told?.seq ?? 0) || later > 0 || isNext) {
        if (!isSnapshot && seq > told?.seq + 1) {
          this.#sendSoon(id, false);
        }
        watched.isPushed = !isSnapshot || isPushed;
        watched.told = presence;
        this.#show(watched, presence);
        this.#endLater(id, watched);
      }
    }
  }

  #show(watched, presence) {
    const { shown, watchers } = watched;
    if (JSON.stringify(shown) !== JSON.stringify(presence)) {
      watched.shown = presence;
      watchers.forEach((watcher) => tell(watchers, watcher, presence, shown?.presence));
    }
  }

  // Typing that goes on is no change, so the server is asked. Clocks differ.
  #endLater(id, watched) {
    clearTimeout(watched.ending);
    const { expiresAt, ...ended } = watched.told;
    if (expiresAt) {
      const left = Math.min(25 * SECOND, Math.max(POLL, Date.parse(expiresAt) - Date.now()));
      watched.ending = setTimeout(() => {
        if (this.#socket) {
          this.#sendSoon(id, false);
        }
        const show = () => this.#show(watched, { ...ended, presence: "available" });
        watched.ending = setTimeout(show, BETWEEN_MESSAGES + SECOND);
      }, left);
    }
  }

  #forget(isAnew) {
    for (const watched of this.#watched.values()) {
      clearTimeout(watched.ending);
      this.#show(watched);
      watched.told = watched.eTag = undefined;
      if (isAnew) {
        watched.refusedToken = undefined;
      }
    }
  }
}

export const connect = (options = {}) => new Connection(options);

export const words = {
  en: {
    available: "online",
    unavailable: "offline",
    composing: "typing…",
    recording: "recording…",
    lastSeen: "last seen {time}",
    hidden: "last seen hidden",
    unknown: "unknown",
  },
  pt: {
    available: "online",
    unavailable: "offline",
    composing: "digitando…",
    recording: "gravando…",
    lastSeen: "visto {time}",
    hidden: "visto por último oculto",
    unknown: "desconhecido",
  },
  es: {
    available: "en línea",
    unavailable: "desconectado",
    composing: "escribiendo…",
    recording: "grabando…",
    lastSeen: "visto {time}",
    hidden: "última vez oculta",
    unknown: "desconocido",
  },
  de: {
    available: "online",
    unavailable: "offline",
    composing: "schreibt…",
    recording: "nimmt auf…",
    lastSeen: "zuletzt {time}",
    hidden: "zuletzt online verborgen",
    unknown: "unbekannt",
  },
  fr: {
    available: "en ligne",
    unavailable: "hors ligne",
    composing: "écrit…",
    recording: "enregistre…",
    lastSeen: "vu {time}",
    hidden: "dernière visite masquée",
    unknown: "inconnu",
  },
};

function timeText(at, now, locale, isRelative) {
  const minutes = Math.max(1, Math.floor((now - at) / MINUTE));
  if (isRelative) {
    const [unit, length] = minutes < 60 ? ["minute", 1] : minutes < 1_440 ? ["hour", 60] : ["day", 1_440];
    return new Intl.RelativeTimeFormat(locale).format(-Math.floor(minutes / length), unit);
  }
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  return new Intl.DateTimeFormat(locale, { dateStyle: isToday ? undefined : "medium", timeStyle: "short" }).format(at);
}

export function describe(presence, { lang, now = Date.now(), relative = false } = {}) {
  let locale = lang ?? globalThis.navigator?.language;
  let found;
  try {
    found = words[new Intl.Locale(locale).language];
  } catch {}
  if (!found) {
    locale = "en";
    found = words.en;
  }
  if (presence.presence !== "unavailable") {
    return found[presence.presence] ?? found.unknown;
  }
  if (presence.lastSeenStatus === "hidden") {
    return found.hidden;
  }
  const at = Date.parse(presence.lastSeen ?? presence.observedLastSeen);
  return at ? found.lastSeen.replace("{time}", timeText(at, now, locale, relative)) : found.unavailable;
}

const STYLE = `
:host { display: inline-flex; align-items: center; gap: .4em }
:host([hidden]), [hidden] { display: none }
[part~=dot] { width: .6em; height: .6em; border-radius: 50%; background: #8b949e }
[part~=available], [part~=composing], [part~=recording] { background: #1a7f37 }
[part~=stale] { opacity: .4 }`;

const shared = new Map();

function sharedConnection(options) {
  const key = JSON.stringify(options);
  if (!shared.has(key)) {
    shared.forEach((connection, other) => {
      if (!connection.isUsed) {
        connection.close();
        shared.delete(other);
      }
    });
    shared.set(key, connect(options));
  }
  return shared.get(key);
}

export class PresentlyStatus extends (globalThis.HTMLElement ?? Object) {
  static observedAttributes = ["chat-id", "url", "live-url", "token", "session", "lang", "time"];
  static #connection;
  static #all = new Set();

  static set connection(connection) {
    this.#connection = connection;
    this.#all.forEach((it) => it.#restart());
  }

  #presence;
  #dot = document.createElement("span");
  #text = document.createElement("span");
  #stop = () => {};
  #isDue = false;

  constructor() {
    super();
    const style = new CSSStyleSheet();
    style.replaceSync(STYLE);
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [style];
    this.#dot.ariaHidden = "true";
    this.#text.part = "text";
    root.append(this.#dot, this.#text);
  }

  connectedCallback() {
    PresentlyStatus.#all.add(this);
    this.#restart();
  }

  disconnectedCallback() {
    PresentlyStatus.#all.delete(this);
    this.#restart();
  }

  attributeChangedCallback() {
    this.#restart();
  }

  #restart() {
    if (!this.#isDue) {
      this.#isDue = true;
      queueMicrotask(() => {
        this.#isDue = false;
        this.#stop();
        this.#stop = () => {};
        this.#presence = undefined;
        this.#show();
        try {
          if (this.isConnected) {
            this.#start();
          }
        } catch (error) {
          console.warn(error);
        }
      });
    }
  }

  #start() {
    const [chatId, url, liveUrl, token, session] = PresentlyStatus.observedAttributes.map(
      (name) => this.getAttribute(name) ?? undefined,
    );
    const connection = token ? sharedConnection({ url, liveUrl, token, session }) : PresentlyStatus.#connection;
    const show = () => this.#show(connection?.state === "waiting");
    this.role ??= "status";
    if (!chatId || !connection) {
      return;
    }
    const unwatch = connection.watch(chatId, (presence) => {
      this.#presence = presence;
      show();
    });
    connection.addEventListener("state", show);
    const ticking = setInterval(show, MINUTE / 2);
    this.#stop = () => {
      clearInterval(ticking);
      connection.removeEventListener("state", show);
      unwatch();
    };
  }

  #show(isStale) {
    const presence = this.#presence;
    const relative = this.getAttribute("time") === "relative";
    const text = presence ? describe(presence, { lang: this.closest("[lang]")?.lang, relative }) : "";
    this.ariaLive = relative ? "off" : "polite";
    this.#dot.hidden = !text;
    this.#dot.part = `dot ${presence?.presence} ${isStale ? "stale" : ""}`;
    if (this.#text.textContent !== text) {
      this.#text.textContent = text;
    }
  }
}

if (globalThis.customElements && !customElements.get("presently-status")) {
  customElements.define("presently-status", PresentlyStatus);
}
