/** A site's windows live, and orders for places in them, over one WebSocket. */
import { Connection } from './connection.js';

/** Browsers take no longer ones. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export class SiteLink {
  #connection;
  #windows = new Map();
  #versions = new Map();
  #timer;
  #shown = false;

  /**
   * @param listener has changed(windows) with all of them in order of time, answered(message) for what came of an order
   *     of this page, and refused(message)
   */
  constructor(site, listener) {
    this.listener = listener;
    this.#connection = new Connection(`/ws/sites/${encodeURIComponent(site)}`, {
      opened: () => {
        this.#shown = false;
      },
      heard: (message) => this.#heard(message),
      lost: () => {},
    });
  }

  /** Waits until orders can be said: another token takes another connection. False if that fails. */
  whenOpen() {
    return this.#connection.whenOpen();
  }

  /** False if it cannot be said now. */
  join(windowId, driverId, wait) {
    return this.#connection.say({ action: 'join', windowId, driverId, wait });
  }

  /** False if it cannot be said now. */
  leave(windowId, driverId) {
    return this.#connection.say({ action: 'leave', windowId, driverId });
  }

  close() {
    clearTimeout(this.#timer);
    this.#connection.close();
  }

  #heard(message) {
    switch (message.type) {
      case 'Site':
        this.#shown = true;
        this.#windows.clear();
        message.windows.forEach((window) => this.#take(window));
        this.#tell();
        break;
      case 'WindowChanged':
        if (this.#take(message)) {
          this.#tell();
        }
        break;
      case 'Error':
        // Before anything is shown it is the token that is refused, and would be again and again.
        if (!this.#shown && message.code === 'UNAUTHORIZED') {
          this.#connection.rest();
        }
        this.listener.refused(message);
        break;
      default:
        this.listener.answered(message);
    }
  }

  /** A change that was told before the whole, but is older than it, changes nothing. */
  #take(window) {
    const id = window.windowId;
    if ((this.#versions.get(id) ?? -1) > window.version) {
      return false;
    }
    this.#versions.set(id, window.version);
    this.#windows.set(id, window);
    return true;
  }

  #tell() {
    const notOver = [...this.#windows.values()].filter(({ to }) => new Date(to) > Date.now());
    this.listener.changed(notOver.sort((a, b) => (a.from < b.from ? -1 : 1)));
    // Nobody says when a window is over: the clock does.
    clearTimeout(this.#timer);
    if (notOver.length > 0) {
      const next = Math.min(...notOver.map(({ to }) => new Date(to))) - Date.now();
      this.#timer = setTimeout(() => this.#tell(), Math.min(next + 1, LONGEST_TIMER_MS));
    }
  }
}
