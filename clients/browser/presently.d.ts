export type PresenceWord = "available" | "unavailable" | "composing" | "recording" | "unknown";

/** As in docs/openapi.yaml. Times are ISO-8601 in UTC. */
export interface Presence {
  chatId: string;
  presence: PresenceWord;
  lastSeen?: string;
  lastSeenStatus?: "visible" | "hidden" | "unknown";
  observedLastSeen?: string;
  updatedAt?: string;
  seq?: number;
  expiresAt?: string;
  subscribed: boolean;
  phoneNumber?: string;
  lid?: string;
  participants?: Participant[];
  onlineCount?: number;
  /** The name that was asked for, where the presence has others only. */
  watched?: string;
}

export interface Participant {
  chatId: string;
  presence: PresenceWord;
  lastSeen?: string;
  phoneNumber?: string;
  lid?: string;
  seq: number;
}

export interface ConnectOptions {
  /** Base URL of the API; by default the service that this file was loaded from. Required in a bundle. */
  url?: string;
  /** The stack's Output `LiveUrl`; by default `url` with `ws` for `http`, and `/live`. */
  liveUrl?: string;
  /** A client token, or an API key on a page of your own. One of `token` and `refreshToken` is required. */
  token?: string;
  /**
   * Asked for a token when there is none, once when one is refused with 401 or 4401, and after a failure without
   * an answer of the service. It has ten seconds.
   */
  refreshToken?: () => string | Promise<string>;
  /** By default the session of the token. Required with an API key. */
  session?: string;
}

/**
 * `connecting`: nothing was answered yet, or nothing is watched. `live`: a snapshot came, and changes are pushed. `polling`: they are
 * asked for every two seconds, every ten in a hidden tab. `waiting`: the service is not reached or asks to wait.
 * `refused`: it refuses the token; tried again after one to two minutes.
 */
export type ConnectionState = "connecting" | "live" | "polling" | "waiting" | "refused" | "closed";

/** Why a connection, or one chat, is refused, or what failed on the way. */
export interface ConnectionError extends Error {
  /** As an HTTP status; absent if there was no answer. */
  status?: number;
  code?: string;
}

/**
 * Tells the presence, and the word of the one told before. No presence: it is not known any more, because the
 * service refuses it, was not reached for a minute, or the connection was closed.
 */
export type OnChange = (presence: Presence | undefined, previous?: PresenceWord) => void;

export interface Connection extends EventTarget {
  readonly state: ConnectionState;
  /**
   * Watches contacts and groups until the returned function is called.
   *
   * @throws TypeError if an id is not a JID or phone number
   * @throws RangeError above 200 chats in one connection
   */
  watch(ids: string | readonly string[], onChange: OnChange): () => void;
  /** For good. */
  close(): void;
  addEventListener(type: "state", listener: (event: CustomEvent<ConnectionState>) => void): void;
  addEventListener(type: "error", listener: (event: CustomEvent<ConnectionError>) => void): void;
  addEventListener(...listener: Parameters<EventTarget["addEventListener"]>): void;
}

/**
 * Connects at the first `watch`, and again whenever the connection ends.
 *
 * @throws TypeError without `refreshToken` and a client token, or an API key and its `session`
 */
export function connect(options?: ConnectOptions): Connection;

export interface Words {
  available: string;
  unavailable: string;
  composing: string;
  recording: string;
  /** With `{time}`. */
  lastSeen: string;
  hidden: string;
  unknown: string;
}

/** By language, such as `pt`; change them, or add others. */
export const words: Record<string, Words>;

export interface DescribeOptions {
  /** A BCP 47 tag; by default the browser's. English where `words` has no such language. */
  lang?: string;
  /** Milliseconds since 1970. */
  now?: number;
  /** "5 minutes ago" instead of "14:05". */
  relative?: boolean;
}

/** A presence in words. */
export function describe(presence: Presence, options?: DescribeOptions): string;

/** `<presently-status chat-id="…">`: a dot and words. */
export class PresentlyStatus extends HTMLElement {
  /** Of all elements without an attribute `token`. */
  static set connection(connection: Connection | undefined);
}

declare global {
  interface HTMLElementTagNameMap {
    "presently-status": PresentlyStatus;
  }
}
