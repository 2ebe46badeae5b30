/** One session: its ticket, and its life with every message and decision, in order. */
import { read } from '../js/central.js';
import { element, KeyedList } from '../js/element.js';
import { head, Outcome, panel, Repeated } from '../js/parts.js';
import { counted, euros, kilowattHours, lasted, later, plain, price, time } from '../js/words.js';

const PERIOD_MS = 2_000;
const GOES_ON = new Set(['REQUESTED', 'AUTHORIZED', 'CHARGING', 'ENDING']);

export function sessionView(id) {
  const outcome = new Outcome();
  const ticket = element('div', { class: 'ticket', role: 'group', 'aria-label': 'Ticket' });
  const timeline = element('ol', { class: 'timeline', role: 'list' });
  const steps = new KeyedList(timeline, ({ index }) => index, (step) => ({ node: stepOf(step), update() {} }));
  const node = element('div', { class: 'stack' },
    head('Session', id),
    outcome.node,
    element('div', { class: 'halves ticket-first' }, ticket, panel('Timeline', element('div', { class: 'inside' }, timeline))));
  let settled = false;

  async function refresh() {
    if (settled) {
      return;
    }
    try {
      const session = await read(`/api/sessions/${encodeURIComponent(id)}`);
      ticket.replaceChildren(...ticketOf(session));
      const begin = session.timeline[0]?.at ?? session.requestedAt;
      // A step takes in readings while it is the last one.
      steps.show(session.timeline.map((step, number) => ({ ...step, begin, index: `${number} ${step.readings?.count ?? 0}` })));
      settled = !GOES_ON.has(session.state) && session.settled !== false && session.timeline.length > 0
        && Date.now() - new Date(session.overAt ?? session.requestedAt) > 15_000;
      outcome.good('');
    } catch (error) {
      outcome.bad(error);
    }
  }

  const repeated = new Repeated(PERIOD_MS, refresh);
  return { title: `Session ${id}`, node, close: () => repeated.close() };
}

function ticketOf(session) {
  const over = !GOES_ON.has(session.state);
  const reason = session.denialReason ?? session.endReason;
  const lines = {
    'Charge point': element('a', { href: `#/charge-points/${encodeURIComponent(session.chargePointId)}` }, session.chargePointId),
    'Driver': element('a', { href: `#/accounts/${encodeURIComponent(session.driverId)}` }, session.driverId),
    'Requested': time(session.requestedAt),
    'Started': session.startedAt ? time(session.startedAt) : 'not',
    [over ? 'Over' : 'So far']: session.overAt ? time(session.overAt) : 'goes on',
    ...(session.startedAt && session.overAt ? { Charged: lasted(session.startedAt, session.overAt) } : {}),
    'Energy': kilowattHours(session.energyWh, 3),
    'Price': price(session.priceMicrosPerKwh),
    ...(reason ? { Reason: plain(reason) } : {}),
  };
  return [
    element('h2', {}, over && session.startedAt ? 'Ticket' : `Session: ${plain(session.state).toLowerCase()}`),
    element('dl', { class: 'ticket-lines' }, Object.entries(lines).map(([name, value]) =>
      element('div', {}, element('dt', {}, name), element('dd', {}, value)))),
    element('p', { class: 'ticket-total' }, element('span', {}, over ? 'Total' : 'So far'), element('b', {}, euros(session.amountCents))),
    session.settled === false
      ? element('p', { class: 'hint' }, 'Central ended it without the charge point’s final reading; that may still add to it.')
      : '',
  ];
}

function stepOf({ at, cause, source, readings, decided, sent, firstRow, begin }) {
  const rows = sent.length > 1 ? `rows ${firstRow} to ${firstRow + sent.length - 1}` : `row ${firstRow}`;
  return element('li', {},
    element('p', { class: 'step-head' },
      element('time', { datetime: at }, time(at)), element('span', { class: 'muted' }, later(begin, at)),
      element('b', {}, cause)),
    source ? element('p', { class: 'hint' }, 'read from ', element('code', {}, source)) : undefined,
    readings ? element('p', {}, `after ${counted(readings.count, 'reading')}, ${kilowattHours(readings.firstWh, 3)} to ${kilowattHours(readings.lastWh, 3)}`) : undefined,
    decided.length > 0 ? element('p', {}, element('span', { class: 'step-word' }, 'decided'), decided.join(', ')) : undefined,
    sent.length > 0 ? element('p', {}, element('span', { class: 'step-word' }, 'sent'), sent.join(', '),
      firstRow === undefined ? undefined : element('span', { class: 'muted' }, ` (${rows})`)) : undefined);
}
