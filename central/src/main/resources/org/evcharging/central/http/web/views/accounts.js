/** The drivers, and what each has. */
import { read, readPage } from '../js/central.js';
import { element, KeyedList, setText } from '../js/element.js';
import { head, Outcome, Repeated, table } from '../js/parts.js';
import { euros, time } from '../js/words.js';

const PART = 25;
const PERIOD_MS = 4_000;

/** Balances are asked for one by one, but not all at once. */
const AT_A_TIME = 5;

const COLUMNS = [
  { name: 'Driver' },
  { name: 'Free to spend', number: true },
  { name: 'Held for a session', number: true },
  { name: 'Session' },
  { name: 'Known since' },
];

export function accountsView() {
  const outcome = new Outcome();
  const body = element('tbody');
  const rows = new KeyedList(body, ({ driverId }) => driverId, (driver) => new AccountRow(driver));
  const find = element('input', { size: 14, placeholder: 'D1', spellcheck: 'false', required: true });
  const more = element('button', { type: 'button', hidden: true, onclick: () => showMore() }, 'Show more');
  const node = element('div', {},
    head('Accounts', 'what drivers have, and what is held for their sessions'),
    element('form', { class: 'filters', onsubmit: open }, element('label', {}, 'Driver', find), element('button', { type: 'submit' }, 'Open')),
    outcome.node,
    element('div', { class: 'panel' }, table('Accounts', COLUMNS, body)),
    element('p', { class: 'more' }, more));
  let parts = 1;

  function open(event) {
    event.preventDefault();
    location.hash = `#/accounts/${encodeURIComponent(find.value.trim())}`;
  }

  async function showMore() {
    parts += 1;
    await refresh();
  }

  async function refresh() {
    try {
      const page = await readPage(`/api/drivers?limit=${PART * parts}`);
      more.hidden = !page.next;
      rows.show(page.items);
      await showBalances([...rows.known.values()].slice(-PART));
      outcome.good('');
    } catch (error) {
      outcome.bad(error);
    }
  }

  async function showBalances(of) {
    const waiting = of.values();
    const worker = async () => {
      for (const row of waiting) {
        row.balance(await read(`/api/accounts/${encodeURIComponent(row.driverId)}`));
      }
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  }

  const repeated = new Repeated(PERIOD_MS, refresh);
  return { title: 'Accounts', node, close: () => repeated.close() };
}

class AccountRow {
  constructor({ driverId, admittedAt }) {
    this.driverId = driverId;
    this.balanceCell = element('td', { class: 'number', 'data-label': 'Free to spend' });
    this.heldCell = element('td', { class: 'number', 'data-label': 'Held' });
    this.session = element('td', { 'data-label': 'Session' });
    this.node = element('tr', {},
      element('th', { scope: 'row' }, element('a', { href: `#/accounts/${encodeURIComponent(driverId)}` }, driverId)),
      this.balanceCell, this.heldCell, this.session,
      element('td', { 'data-label': 'Known since' }, time(admittedAt)));
  }

  update({ sessionId }) {
    if (this.sessionId !== sessionId) {
      this.sessionId = sessionId;
      this.session.replaceChildren(sessionId ? element('a', { href: `#/sessions/${sessionId}` }, 'goes on') : '');
    }
  }

  balance({ balanceCents, heldCents }) {
    setText(this.balanceCell, euros(balanceCents));
    setText(this.heldCell, heldCents > 0 ? euros(heldCents) : '–');
  }
}
