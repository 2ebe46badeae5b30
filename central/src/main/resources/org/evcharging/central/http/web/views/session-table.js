/** Sessions as a table. */
import { element, KeyedList } from '../js/element.js';
import { table } from '../js/parts.js';
import { euros, kilowattHours, plain, time } from '../js/words.js';

/**
 * @param label what the table is called to those who do not see it
 * @param withChargePoint whether it is said where they were
 * @param withDriver whether it is said whose they were
 */
export function sessionTable(label, { withChargePoint = true, withDriver = true } = {}) {
  const columns = [
    { name: 'Requested', cell: requested },
    withDriver && { name: 'Driver', cell: ({ driverId }) => linkTo('accounts', driverId) },
    withChargePoint && { name: 'Charge point', cell: ({ chargePointId }) => linkTo('charge-points', chargePointId) },
    { name: 'State', cell: state },
    { name: 'Energy', number: true, cell: ({ energyWh }) => kilowattHours(energyWh) },
    { name: 'Amount', number: true, cell: ({ amountCents }) => euros(amountCents) },
  ].filter(Boolean);
  const body = element('tbody');
  const list = new KeyedList(body, keyOf, (session) => ({ node: row(session, columns), update() {} }));
  const none = element('p', { class: 'empty' }, 'None.');
  const all = table(label, columns, body);
  return {
    node: element('div', {}, none, all),
    show(sessions) {
      none.hidden = sessions.length > 0;
      all.hidden = sessions.length === 0;
      list.show(sessions);
    },
  };
}

/** What has changed of it makes it another row. */
function keyOf({ sessionId, state: now, energyWh, amountCents }) {
  return `${sessionId} ${now} ${energyWh} ${amountCents}`;
}

function row(session, columns) {
  return element('tr', {}, columns.map(({ name, number, cell }) =>
    element('td', { 'data-label': name, class: number ? 'number' : undefined }, cell(session))));
}

function requested({ sessionId, requestedAt }) {
  return element('a', { href: `#/sessions/${sessionId}` }, time(requestedAt));
}

function linkTo(view, id) {
  return element('a', { href: `#/${view}/${encodeURIComponent(id)}` }, id);
}

function state(session) {
  const reason = session.denialReason ?? session.endReason;
  return element('span', {}, plain(session.state), reason ? element('span', { class: 'muted' }, ` · ${plain(reason).toLowerCase()}`) : undefined);
}
