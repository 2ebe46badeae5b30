/** A WebSocket that comes back: after half a second, then ever more slowly, up to ten seconds. */
import { onToken, token } from './token.js';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10_000;

/** A connection that has been silent so long is tried: its other end may be gone without a word. */
const SILENCE_MS = 8_000;
const ANSWER_MS = 4_000;

const OPENING_MS = 5_000;
const LOOK_MS = 50;

export class Connection {
  #path;
  #listener;
  #socket;
  #timer;
  #watch;
  #waitMs = FIRST_WAIT_MS;
  #heardAt = 0;
  #forgetToken;

  /**
   * @param path begins with /ws/
   * @param listener has opened(), heard(message) and lost()
   */
  constructor(path, listener) {
    this.#path = path;
    this.#listener = listener;
    this.#forgetToken = onToken(() => this.#again());
    this.#watch = setInterval(() => this.#tryIfSilent(), SILENCE_MS / 2);
    this.#connect();
  }

  /** Says something; what is said while it is not open is lost, and false is returned. */
  say(message) {
    const open = this.#socket.readyState === WebSocket.OPEN;
    if (open) {
      this.#socket.send(JSON.stringify(message));
    }
    return open;
  }

  /** Waits until it is open, for some seconds; false if it is not even then. */
  async whenOpen() {
    const end = performance.now() + OPENING_MS;
    while (this.#socket.readyState !== WebSocket.OPEN && performance.now() < end) {
      await new Promise((again) => setTimeout(again, LOOK_MS));
    }
    return this.#socket.readyState === WebSocket.OPEN;
  }

  /** Stays closed until there is another token: with this one, or none, it is refused. */
  rest() {
    clearTimeout(this.#timer);
    this.#leave();
  }

  close() {
    this.#forgetToken();
    clearInterval(this.#watch);
    this.rest();
  }

  #connect() {
    const socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${this.#path}`);
    this.#socket = socket;
    socket.onopen = () => {
      this.#heardAt = performance.now();
      if (token()) {
        this.say({ action: 'auth', token: token() });
      }
      this.#listener.opened();
    };
    socket.onmessage = (event) => {
      this.#heardAt = performance.now();
      this.#waitMs = FIRST_WAIT_MS;
      this.#listener.heard(JSON.parse(event.data));
    };
    socket.onclose = () => this.#lost();
  }

  #lost() {
    this.#leave();
    this.#listener.lost();
    // Not all pages at once: Central may just be starting.
    this.#timer = setTimeout(() => this.#connect(), this.#waitMs * (0.5 + Math.random() / 2));
    this.#waitMs = Math.min(2 * this.#waitMs, LONGEST_WAIT_MS);
  }

  /** With another token, which is told at the beginning. */
  #again() {
    this.rest();
    this.#waitMs = FIRST_WAIT_MS;
    this.#connect();
  }

  #leave() {
    this.#socket.onopen = this.#socket.onmessage = this.#socket.onclose = null;
    this.#socket.close();
  }

  async #tryIfSilent() {
    const socket = this.#socket;
    if (socket.readyState !== WebSocket.OPEN || performance.now() - this.#heardAt < SILENCE_MS) {
      return;
    }
    try {
      await fetch('/health/live', { cache: 'no-store', signal: AbortSignal.timeout(ANSWER_MS) });
    } catch {
      if (socket === this.#socket && socket.readyState === WebSocket.OPEN) {
        this.#lost();
      }
    }
  }
}
