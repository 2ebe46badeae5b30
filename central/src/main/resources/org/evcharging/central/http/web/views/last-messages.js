/** The newest of the application's messages, newest first. */
import { element, KeyedList } from '../js/element.js';
import { panel } from '../js/parts.js';
import { time } from '../js/words.js';

export class LastMessages {
  /** @param most how many are shown */
  constructor(most) {
    this.most = most;
    this.list = new MessageList();
    this.node = panel('Messages', element('div', { class: 'side-scroll', role: 'region', 'aria-label': 'Last messages', tabindex: '0' }, this.list.node));
  }

  show(messages) {
    this.list.show(messages.slice(-this.most));
  }
}

/** Messages as lines. */
export class MessageList {
  constructor() {
    this.node = element('ul', { class: 'lines', role: 'list' });
    this.list = new KeyedList(this.node, (it) => it.number, (it) => ({ node: line(it), update() {} }));
  }

  /** @param messages oldest first */
  show(messages) {
    this.list.show(messages.toReversed());
  }
}

function line({ at, level, text }) {
  return element('li', { 'data-level': level },
    element('time', { class: 'muted', datetime: at }, time(at)),
    element('span', {}, level === 'INFO' ? undefined : element('b', { class: 'level' }, `${level === 'ERROR' ? 'Error' : 'Warning'}: `), text));
}
