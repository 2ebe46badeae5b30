/** The sessions that go on, the newest first. */
import { element, KeyedList, setText } from '../js/element.js';
import { panel } from '../js/parts.js';
import { kilowattHours, plain, time } from '../js/words.js';

const MOST = 10;

export class GoingOn {
  constructor() {
    this.body = element('ul', { class: 'lines', role: 'list' });
    this.list = new KeyedList(this.body, ({ session }) => session.sessionId, (it) => new Line(it));
    this.none = element('p', { class: 'empty' }, 'No session goes on.');
    this.node = panel('Sessions going on', this.none, this.body);
  }

  show(chargePoints) {
    const open = chargePoints.filter(({ session }) => session)
      .sort((a, b) => (a.session.requestedAt < b.session.requestedAt ? 1 : -1));
    this.none.hidden = open.length > 0;
    this.list.show(open.slice(0, MOST));
  }
}

class Line {
  constructor({ session, chargePointId }) {
    this.state = element('span', { class: 'muted' });
    this.node = element('li', {},
      element('time', { class: 'muted', datetime: session.requestedAt }, time(session.requestedAt)),
      element('span', {},
        element('a', { href: `#/sessions/${session.sessionId}` }, session.driverId), ' at ',
        element('a', { href: `#/charge-points/${encodeURIComponent(chargePointId)}` }, chargePointId), ' ', this.state));
  }

  update({ session }) {
    const charges = session.state === 'CHARGING' || session.state === 'ENDING';
    setText(this.state, charges ? kilowattHours(session.energyWh) : plain(session.state).toLowerCase());
  }
}
