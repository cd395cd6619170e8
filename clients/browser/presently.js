// Described in docs/browser.md; its types: presently.d.ts.
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const POLL = 2 * SECOND;
const BETWEEN_MESSAGES = 1.2 * SECOND;
const KEEP_ALIVE = 5 * MINUTE;
const MOST_WATCHED = 200;

/** The address as the server's answers have it. */
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

const isAbout = ({ chatId, lid, phoneNumber }, id) =>
  id === chatId || id === lid || `+${id}` === `${phoneNumber}@s.whatsapp.net`;

const sessionOf = (token) => JSON.parse(atob(token.split(".")[1].replace(/-/g, "+").replace(/_/g, "/"))).session;

const refused = (status, body, pause) =>
  Object.assign(new Error(body?.error ?? status), { status, code: body?.code, pause });

const jitter = (time) => time * Math.random();

/** Not now, so that what a page throws ends nothing here. */
const tell = (watchers, watcher, ...change) =>
  queueMicrotask(() => watchers.has(watcher) && watcher.onChange(...change));

class Connection extends EventTarget {
  state = "connecting";
  #url;
  #options;
  #token;
  #session;
  #watched = new Map();
  // To watch or unwatch, each with whether its seq is sent.
  #unsent = new Map();
  #sending;
  #sentAt = 0;
  #socket;
  #end;
  #deadline;
  #wake;
  #isRenewed = false;

  constructor({ url = new URL("..", import.meta.url).href, ...options }) {
    super();
    this.#url = url.replace(/\/$/, "");
    this.#options = options;
    this.#token = options.token;
    globalThis.addEventListener?.("online", this.#check);
    globalThis.addEventListener?.("visibilitychange", this.#check);
    this.#run();
  }

  watch(ids, onChange) {
    const named = [ids].flat().map(normal);
    if (new Set([...this.#watched.keys(), ...named]).size > MOST_WATCHED) {
      throw new RangeError(`a connection watches at most ${MOST_WATCHED} chats`);
    }
    const watcher = { onChange };
    for (const id of named) {
      if (!this.#watched.has(id)) {
        this.#watched.set(id, { watchers: new Set() });
        this.#send(id, true);
      }
      const { watchers, shown } = this.#watched.get(id);
      watchers.add(watcher);
      if (shown) {
        tell(watchers, watcher, shown);
      }
    }
    if (this.state === "connecting" || this.state === "polling") {
      this.#wake?.();
    }
    return () => {
      for (const id of named) {
        const { watchers, ending } = this.#watched.get(id) ?? {};
        if (watchers?.delete(watcher) && !watchers.size) {
          clearTimeout(ending);
          this.#watched.delete(id);
          this.#send(id, true);
        }
      }
    };
  }

  close() {
    this.#become("closed");
    globalThis.removeEventListener?.("online", this.#check);
    globalThis.removeEventListener?.("visibilitychange", this.#check);
    this.#forget();
    this.#watched.clear();
    this.#end?.();
    this.#wake?.();
  }

  // Whatever ends is tried again: first the live connection, then polling.
  async #run() {
    await undefined;
    let failures = 0;
    let lostAt;
    while (this.state !== "closed") {
      let pause = jitter(2 * SECOND);
      try {
        if (!this.#watched.size) {
          this.#become("connecting");
          await this.#sleep(2 ** 31 - 1);
          continue;
        }
        this.#token ??= await this.#options.refreshToken();
        this.#session = this.#options.session ?? sessionOf(this.#token);
        if (!(globalThis.WebSocket && (await this.#live()))) {
          await this.#poll(Date.now() + MINUTE);
        }
        failures = lostAt = 0;
      } catch (error) {
        if (error.status === 401 && this.#options.refreshToken && !this.#isRenewed) {
          this.#isRenewed = true;
          this.#token = undefined;
        } else {
          this.#report(error);
          lostAt ||= Date.now();
          const isRefused = error.status < 500 && ![408, 429].includes(error.status);
          if (isRefused || Date.now() - lostAt > MINUTE) {
            this.#forget();
          }
          this.#isRenewed = false;
          this.#become(isRefused ? "refused" : "waiting");
          pause += isRefused ? MINUTE + jitter(MINUTE) : (error.pause ?? jitter(SECOND * 2 ** Math.min(++failures, 5)));
        }
      }
      await this.#sleep(pause);
    }
  }

  #sleep(time) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.state === "closed" ? 0 : time);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #become(state) {
    if (this.state !== state && this.state !== "closed") {
      this.state = state;
      this.dispatchEvent(new CustomEvent("state", { detail: state }));
    }
  }

  #report(error) {
    this.dispatchEvent(new CustomEvent("error", { detail: error }));
  }

  /** Until the connection ends: whether it had answered. Rejects if the server said why it ends. */
  #live() {
    return new Promise((resolve, reject) => {
      let hasAnswered = false;
      const liveUrl = this.#options.liveUrl ?? `${this.#url.replace("http", "ws")}/live`;
      const socket = new WebSocket(`${liveUrl}?token=${encodeURIComponent(this.#token)}`);
      const keepAlive = setInterval(() => this.#sendAll(), KEEP_ALIVE);
      const end = (error) => {
        if (this.#socket === socket) {
          this.#socket = undefined;
          clearInterval(keepAlive);
          clearTimeout(this.#deadline);
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
        if (this.#socket !== socket) {
          return;
        }
        const { type, ...message } = JSON.parse(data);
        this.#expectAnswer(KEEP_ALIVE + 10 * SECOND);
        if (type === "error") {
          const error = refused(message.closeCode - 4000, message, 30 * SECOND);
          if (message.closeCode || message.code === "unavailable") {
            end(error);
          } else if (/^chatIds/.test(message.field)) {
            // It does not say which: reading does.
            this.#read(this.#wanted).then(() => this.#sendAll(), end);
          } else {
            this.#report(error);
          }
          return;
        }
        hasAnswered = true;
        this.#isRenewed = false;
        this.#become("live");
        message.presences?.forEach((it) => this.#take(it, true));
        if (type === "presence") {
          this.#take(message.presence, false);
        }
      };
    });
  }

  // A connection may be cut without a word.
  #expectAnswer(time = 10 * SECOND) {
    clearTimeout(this.#deadline);
    this.#deadline = setTimeout(this.#end, time);
  }

  #say(message) {
    if (this.#socket?.readyState === 1) {
      this.#socket.send(JSON.stringify(message));
    }
  }

  #check = () => {
    if (this.#socket) {
      this.#say({ type: "ping" });
      this.#expectAnswer();
    } else if (this.state !== "refused") {
      this.#wake?.();
    }
  };

  #sendAll() {
    this.#wanted.forEach((id) => this.#unsent.set(id, true));
    this.#flush();
    this.#say({ type: "ping" });
  }

  /** With what else is to be sent soon: the server counts messages. */
  #send(id, isSeqSent) {
    this.#unsent.set(id, isSeqSent);
    this.#sending ??= setTimeout(() => this.#flush(), this.#sentAt + BETWEEN_MESSAGES - Date.now());
  }

  #flush() {
    clearTimeout(this.#sending);
    this.#sending = undefined;
    this.#sentAt = Date.now();
    const session = this.#session;
    const [watch, unwatch, since] = [[], [], {}];
    for (const [id, isSeqSent] of this.#unsent) {
      const watched = this.#watched.get(id);
      (watched ? watch : unwatch).push(id);
      if (watched) {
        watched.isPushed = false;
        if (isSeqSent && watched.told?.seq) {
          since[id] = watched.told.seq;
        }
      }
    }
    this.#unsent.clear();
    if (unwatch.length) {
      this.#say({ type: "unwatch", session, chatIds: unwatch });
    }
    if (watch.length) {
      this.#say({ type: "watch", session, chatIds: watch, since });
    } else if (!this.#watched.size) {
      this.#end?.();
    }
  }

  get #wanted() {
    return [...this.#watched.keys()].filter((id) => !this.#watched.get(id).isRefused);
  }

  async #poll(until) {
    do {
      await this.#read(this.#wanted);
      this.#isRenewed = false;
      this.#become("polling");
      await this.#sleep(globalThis.document?.hidden ? 5 * POLL : POLL);
    } while (this.#watched.size && Date.now() < until);
  }

  async #read(ids) {
    const first = this.#watched.get(ids[0]);
    try {
      if (ids.length === 1 && first) {
        const headers = first.eTag && { "If-None-Match": first.eTag };
        const { data, eTag } = await this.#call(encodeURIComponent(ids[0]), { headers });
        first.eTag = eTag ?? first.eTag;
        this.#take(data ?? first.told, true, first);
      } else if (first) {
        const headers = { "Content-Type": "application/json" };
        const body = JSON.stringify({ chatIds: ids });
        const { data } = await this.#call("query", { method: "POST", headers, body });
        data.forEach((it) => this.#take(it, true));
      }
    } catch (error) {
      const isOfOneChat = error.status === 400 || error.code === "chat_not_allowed";
      if (!isOfOneChat || this.#watched.size === 1) {
        throw error;
      }
      if (ids.length > 1) {
        for (const id of ids) {
          await this.#read([id]);
        }
      } else {
        this.#report(error);
        first.isRefused = true;
        this.#show(first);
      }
    }
  }

  async #call(path, { headers, ...request }) {
    const response = await fetch(
      `${this.#url}/api/sessions/${encodeURIComponent(this.#session)}/presence/${path}`,
      { ...request, cache: "no-store", headers: { ...headers, Authorization: `Bearer ${this.#token}` } },
    );
    const body = response.status === 304 ? {} : await response.json().catch(() => undefined);
    if (!response.ok && response.status !== 304) {
      const seconds = response.headers.get("Retry-After");
      throw refused(response.status, body, seconds > 0 ? seconds * SECOND : undefined);
    }
    return { data: body.data, eTag: response.headers.get("ETag") };
  }

  #take(presence, isSnapshot, only) {
    for (const [id, watched] of this.#watched) {
      if (only ? watched !== only : !isAbout(presence, id)) {
        continue;
      }
      const { told, isPushed } = watched;
      // A group has no seq, and one who was erased begins anew.
      const later = Date.parse(presence.updatedAt) - Date.parse(told?.updatedAt);
      const isNewer = !told || presence.seq > told.seq || later > (presence.seq ? 0 : -1);
      // A snapshot was read after the watch, and so is newer than all but what was pushed since.
      if (isNewer || (isSnapshot && !(this.#socket && isPushed))) {
        if (!isSnapshot && presence.seq > told?.seq + 1) {
          this.#send(id, false);
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

  // Typing that goes on is no change, so the server is asked first. Clocks may differ.
  #endLater(id, watched) {
    clearTimeout(watched.ending);
    const { expiresAt, ...ended } = watched.told;
    if (expiresAt) {
      const left = Math.min(25 * SECOND, Math.max(POLL, Date.parse(expiresAt) - Date.now()));
      watched.ending = setTimeout(() => {
        if (this.#socket) {
          this.#send(id, false);
        }
        watched.ending = setTimeout(() => this.#show(watched, { ...ended, presence: "available" }), SECOND);
      }, left);
    }
  }

  #forget() {
    for (const watched of this.#watched.values()) {
      clearTimeout(watched.ending);
      this.#show(watched);
      watched.told = watched.eTag = watched.isRefused = undefined;
    }
  }
}

export const connect = (options = {}) => new Connection(options);

/** By language; a page may change them and add others. */
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

function wordsIn(lang) {
  try {
    const found = words[new Intl.Locale(lang).language];
    return found ? [found, lang] : [words.en, "en"];
  } catch {
    return [words.en, "en"];
  }
}

function timeText(at, now, locale, isRelative) {
  const minutes = Math.max(1, Math.floor((now - at) / MINUTE));
  if (isRelative) {
    const [unit, length] = [["day", 1_440], ["hour", 60], ["minute", 1]].find(([, it]) => minutes >= it);
    return new Intl.RelativeTimeFormat(locale).format(-Math.floor(minutes / length), unit);
  }
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  return new Intl.DateTimeFormat(locale, { dateStyle: isToday ? undefined : "medium", timeStyle: "short" }).format(at);
}

/** A presence in words. */
export function describe(presence, { lang, now = Date.now(), relative = false } = {}) {
  const [found, locale] = wordsIn(lang ?? globalThis.navigator?.language);
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

/** For all elements with the same attributes; open while any of them watches. */
function sharedConnection(options) {
  const key = JSON.stringify(options);
  if (!shared.has(key)) {
    shared.set(key, connect(options));
  }
  return shared.get(key);
}

export class PresentlyStatus extends (globalThis.HTMLElement ?? Object) {
  static observedAttributes = ["chat-id", "url", "live-url", "token", "session", "lang", "time"];
  static #connection;
  static #all = new Set();

  /** Of all elements without a token. */
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
    // A page's Content-Security-Policy may forbid a style element.
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

  /** Once, however many attributes change. */
  #restart() {
    if (!this.#isDue) {
      this.#isDue = true;
      queueMicrotask(() => {
        this.#isDue = false;
        const stop = this.#stop;
        this.#stop = this.isConnected ? this.#start() : () => {};
        stop();
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
    this.#presence = undefined;
    show();
    if (!chatId || !connection) {
      return () => {};
    }
    const unwatch = connection.watch(chatId, (presence) => {
      this.#presence = presence;
      show();
    });
    connection.addEventListener("state", show);
    // It may be tomorrow.
    const ticking = setInterval(show, MINUTE / 2);
    return () => {
      clearInterval(ticking);
      connection.removeEventListener("state", show);
      unwatch();
    };
  }

  #show(isStale) {
    const presence = this.#presence;
    const relative = this.getAttribute("time") === "relative";
    const text = presence ? describe(presence, { lang: this.closest("[lang]")?.lang, relative }) : "";
    // What changes every minute is not read out.
    this.ariaLive = relative ? "off" : "polite";
    this.#dot.hidden = !text;
    this.#dot.part = `dot ${presence?.presence} ${isStale ? "stale" : ""}`;
    if (this.#text.textContent !== text) {
      this.#text.textContent = text;
    }
  }
}

globalThis.customElements?.define("presently-status", PresentlyStatus);
