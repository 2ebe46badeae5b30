/** Parts that several views are made of. */
import { changeIcon, element, icon, setText } from './element.js';
import { statusWords } from './words.js';

/** The head of a view. */
export function head(title, sub, ...end) {
  return element('div', { class: 'head' },
    element('h1', {}, title),
    element('span', { class: 'sub' }, sub ?? ''),
    end.length > 0 ? element('div', { class: 'end' }, end) : undefined);
}

/** A part of a view with a heading of its own. */
export function panel(title, ...content) {
  return element('section', { class: 'panel' }, element('h2', {}, title), content);
}

/** A status with its icon, which can become another. */
export class StatusMark {
  constructor() {
    this.icon = icon('DISCONNECTED');
    this.words = element('span');
    this.node = element('span', { class: 'status' }, this.icon, this.words);
  }

  show(status) {
    if (this.node.dataset.status !== status) {
      this.node.dataset.status = status;
      changeIcon(this.icon, status);
      setText(this.words, statusWords(status));
    }
  }
}

/** Figures with names, side by side. */
export class FigureRow {
  /** @param names of the figures, as they are called and shown */
  constructor(names) {
    this.values = new Map(names.map((name) => [name, element('dd', {}, '–')]));
    this.node = element('dl', { class: 'figures' },
      names.map((name) => element('div', { class: 'figure' }, element('dt', {}, name), this.values.get(name))));
  }

  /** @param figures a text, or a link, for each name */
  show(figures) {
    for (const [name, value] of Object.entries(figures)) {
      const place = this.values.get(name);
      if (typeof value === 'string') {
        setText(place, value);
      } else if (place.firstElementChild?.href !== value.href || place.textContent !== value.textContent) {
        place.replaceChildren(value);
      }
    }
  }
}

/**
 * A table that becomes a list on a phone.
 *
 * @param columns each with a name and, for figures, number: true
 * @param body what has the rows
 */
export function table(label, columns, body) {
  return element('div', { class: 'scroll', role: 'region', 'aria-label': label, tabindex: '0' },
    element('table', { class: 'stacked' },
      element('thead', {},
        element('tr', {}, columns.map(({ name, number }) =>
          element('th', { scope: 'col', class: number ? 'number' : undefined }, name)))),
      body));
}

/** Where it is said what came of what somebody did. */
export class Outcome {
  constructor() {
    this.node = element('p', { class: 'outcome', role: 'status' });
  }

  good(text) {
    this.#say('good', text);
  }

  bad(error) {
    this.#say('error', error.message);
  }

  waits(text) {
    this.#say('waits', text);
  }

  #say(kind, text) {
    this.node.dataset.kind = kind;
    setText(this.node, text);
  }
}

/** Does something again and again while somebody sees the page, and once at the beginning. */
export class Repeated {
  #action;
  #timer;
  #running = false;

  constructor(periodMs, action) {
    this.#action = action;
    this.#timer = setInterval(() => this.now(), periodMs);
    void this.now();
  }

  /** Unless it goes on already: a slow answer is waited for, not asked for again. */
  async now() {
    if (document.hidden || this.#running) {
      return;
    }
    this.#running = true;
    try {
      await this.#action();
    } finally {
      this.#running = false;
    }
  }

  close() {
    clearInterval(this.#timer);
  }
}
