/** One driver: the account, with paying in and out, the bookings, and the last sessions. */
import { orderOnce, read, readPage } from '../js/central.js';
import { element, KeyedList } from '../js/element.js';
import { FigureRow, head, Outcome, panel, Repeated } from '../js/parts.js';
import { euros, plain, span } from '../js/words.js';
import { sessionTable } from './session-table.js';

const PERIOD_MS = 2_000;

export function accountView(driverId) {
  const path = `/api/accounts/${encodeURIComponent(driverId)}`;
  const figures = new FigureRow(['In the account', 'Held for sessions', 'Free to spend']);
  const outcome = new Outcome();
  const trouble = new Outcome();
  const bookings = new BookingList();
  const sessions = sessionTable('The driver’s last sessions', { withDriver: false });
  const amount = element('input', { type: 'text', inputmode: 'decimal', pattern: '[0-9]{1,9}([.,][0-9]{1,2})?', required: true,
    size: 10, placeholder: '10.00', title: 'Euros, such as 10 or 10.50' });
  const form = element('form', { class: 'form', onsubmit: (event) => move(event) },
    element('label', {}, 'Euros', amount),
    element('button', { type: 'submit', value: 'top-up' }, 'Top up'),
    element('button', { type: 'submit', value: 'withdraw' }, 'Withdraw'));
  const node = element('div', { class: 'stack' },
    head(driverId, 'driver'),
    trouble.node,
    figures.node,
    element('div', { class: 'halves' },
      panel('Move money', element('div', { class: 'inside' }, form, outcome.node)),
      panel('Bookings', element('div', { class: 'inside' }, bookings.node))),
    panel('Last sessions', sessions.node));

  async function refresh() {
    try {
      const { balanceCents, heldCents } = await read(path);
      figures.show({
        'In the account': euros(balanceCents + heldCents),
        'Held for sessions': euros(heldCents),
        'Free to spend': euros(balanceCents),
      });
      bookings.show(await read(`/api/drivers/${encodeURIComponent(driverId)}/bookings`));
      sessions.show((await readPage(`/api/sessions?limit=10&driver=${encodeURIComponent(driverId)}`)).items);
      trouble.good('');
    } catch (error) {
      trouble.bad(error);
    }
  }

  async function move(event) {
    event.preventDefault();
    const verb = event.submitter.value;
    const amountCents = Math.round(Number(amount.value.replace(',', '.')) * 100);
    form.inert = true;
    try {
      const { balanceCents } = await orderOnce(`${path}/${verb}`, { amountCents }, newKey());
      outcome.good(`${verb === 'top-up' ? 'Topped up by' : 'Withdrawn:'} ${euros(amountCents)}; ${euros(balanceCents)} to spend`);
      amount.value = '';
      await repeated.now();
    } catch (error) {
      outcome.bad(error);
    } finally {
      form.inert = false;
    }
  }

  const repeated = new Repeated(PERIOD_MS, refresh);
  return { title: driverId, node, close: () => repeated.close() };
}

/** crypto.randomUUID() is not there for pages over plain HTTP from another machine. */
function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((it) => it.toString(16).padStart(2, '0')).join('');
}

class BookingList {
  constructor() {
    this.none = element('p', { class: 'muted' }, 'None.');
    this.items = element('ul', { role: 'list' });
    this.list = new KeyedList(this.items, ({ windowId, state }) => `${windowId} ${state}`, (it) => ({ node: bookingOf(it), update() {} }));
    this.node = element('div', {}, this.none, this.items);
  }

  show(bookings) {
    this.none.hidden = bookings.length > 0;
    this.list.show(bookings);
  }
}

function bookingOf({ site, from, to, state }) {
  return element('li', {}, element('a', { href: `#/sites/${encodeURIComponent(site)}` }, site), ` ${span(from, to)} `,
    element('span', { class: 'muted' }, plain(state).toLowerCase()));
}
