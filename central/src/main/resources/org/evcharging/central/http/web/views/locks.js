/** Central's locks live: who has each, who waits, and how long that took at the most. */
import { read } from '../js/central.js';
import { element, KeyedList, setText } from '../js/element.js';
import { head, Outcome, Repeated, table } from '../js/parts.js';
import { count, duration } from '../js/words.js';

const PERIOD_MS = 1_000;

const COLUMNS = [
  { name: 'Lock' },
  { name: 'Held now by' },
  { name: 'Waiting', number: true },
  { name: 'Taken', number: true },
  { name: 'a second', number: true },
  { name: 'Longest wait', number: true },
  { name: 'All waits', number: true },
  { name: 'Longest hold', number: true },
  { name: 'All holds', number: true },
  { name: 'Longest hold ended at' },
];

export function locksView() {
  const outcome = new Outcome();
  const body = element('tbody');
  const rows = new KeyedList(body, ({ name }) => name, () => new LockRow());
  const repeated = new Repeated(PERIOD_MS, refresh);

  async function refresh() {
    try {
      rows.show(await read('/debug/locks'));
      outcome.good('');
    } catch (error) {
      outcome.bad(error);
    }
  }

  const node = element('div', {},
    head('Locks', 'in the order in which they are taken; each second anew'),
    outcome.node,
    element('div', { class: 'panel locks' }, table('Locks', COLUMNS, body)));
  return { title: 'Locks', node, close: () => repeated.close() };
}

class LockRow {
  constructor() {
    this.cells = COLUMNS.slice(1).map(({ name, number }) =>
      element('td', { 'data-label': name, class: number ? 'number' : undefined }));
    this.name = element('th', { scope: 'row' });
    this.node = element('tr', {}, this.name, this.cells);
  }

  update(lock) {
    const now = performance.now();
    const rate = this.before ? ((lock.acquisitions - this.before.acquisitions) * 1000) / (now - this.before.at) : 0;
    this.before = { acquisitions: lock.acquisitions, at: now };
    setText(this.name, lock.locks > 1 ? `${lock.name} (${count(lock.locks)})` : lock.name);
    const texts = [
      holderWords(lock.holder),
      lock.waiters > 0 ? count(lock.waiters) : '–',
      count(lock.acquisitions),
      count(Math.round(rate)),
      duration(lock.longestWaitNanos),
      duration(lock.totalWaitNanos),
      duration(lock.longestHoldNanos),
      duration(lock.totalHoldNanos),
      lock.longestHoldAt ?? '',
    ];
    texts.forEach((text, index) => setText(this.cells[index], text));
    this.node.classList.toggle('waited-for', lock.waiters > 0);
  }
}

function holderWords(holder) {
  return holder ? `${holder.thread}: ${holder.reason} ${holder.about}, for ${duration(holder.heldNanos)}` : 'nobody';
}
