/** One charge point: its facts, its supply live with the curve of power and energy, and orders to it. */
import { order, readPage } from '../js/central.js';
import { Chart } from '../js/chart.js';
import { element, setText } from '../js/element.js';
import { network } from '../js/network.js';
import { FigureRow, Outcome, panel, StatusMark } from '../js/parts.js';
import { count, euros, kilowattHours, kilowatts, plain, price, time } from '../js/words.js';
import { sessionTable } from './session-table.js';

const FIGURES = ['Power', 'Energy', 'Amount', 'Driver', 'Session', 'Since'];

/** What an acknowledgement means, in words for whoever gave the order. */
const ACKNOWLEDGED = {
  DONE: 'the charge point has acknowledged it',
  FAILED: 'but the charge point says it failed',
  NOT_ACKNOWLEDGED: 'but the charge point has not acknowledged it',
  DISCONNECTED: 'it will be told when it connects',
};

export function chargePointView(id) {
  const mark = new StatusMark();
  const figures = new FigureRow(FIGURES);
  const facts = new Facts();
  const seen = element('p', { class: 'hint' });
  const chart = new Chart(`Power and energy of the session at ${id}, from moment to moment`);
  const orders = new Orders(id);
  const sessions = sessionTable('Its last sessions', { withChargePoint: false });
  const node = element('div', { class: 'stack' },
    element('div', { class: 'head' }, element('h1', {}, id), mark.node, element('div', { class: 'end' }, orders.buttons)),
    orders.outcome.node,
    figures.node,
    element('div', { class: 'halves' },
      panel('Power and energy', element('div', { class: 'inside' }, chart.node, seen)),
      panel('Facts', element('div', { class: 'inside' }, facts.node))),
    panel('Last sessions', sessions.node));
  let lastSession;

  function show() {
    const chargePoint = network.chargePoint(id);
    if (!chargePoint) {
      setText(seen, network.totals ? `There is no charge point ${id}.` : 'Waiting for Central.');
      return;
    }
    mark.show(chargePoint.status);
    figures.show(supplyOf(chargePoint.session));
    facts.show(factsOf(chargePoint));
    showCurve();
    orders.update(chargePoint);
    if (lastSession !== (chargePoint.session?.sessionId ?? '')) {
      lastSession = chargePoint.session?.sessionId ?? '';
      void showSessions();
    }
  }

  function showCurve() {
    const history = network.history(id);
    const curves = history?.curves ?? [[], [], []];
    chart.show(curves);
    setText(seen, curves[0].length > 0
      ? `As seen by this page since ${time(curves[0][0] * 1000)}.`
      : 'The curve begins with the next supply that this page sees.');
  }

  async function showSessions() {
    try {
      sessions.show((await readPage(`/api/sessions?limit=8&chargePoint=${encodeURIComponent(id)}`)).items);
    } catch (error) {
      orders.outcome.bad(error);
    }
  }

  const end = network.watch((ids) => {
    if (ids.has(id) || !network.chargePoint(id)) {
      show();
    }
  });
  show();
  return {
    title: id,
    node,
    close() {
      end();
      chart.close();
    },
  };
}

/** Stop and resume. */
class Orders {
  constructor(id) {
    this.id = id;
    this.outcome = new Outcome();
    this.stop = element('button', { type: 'button', onclick: () => this.#order('stop') }, 'Stop');
    this.resume = element('button', { type: 'button', onclick: () => this.#order('resume') }, 'Resume');
    this.buttons = [this.stop, this.resume];
  }

  update({ holdOffs }) {
    const stopped = holdOffs.includes('operator');
    this.stop.disabled = stopped;
    this.resume.disabled = !stopped;
  }

  async #order(verb) {
    this.outcome.waits(`Asking Central to ${verb} ${this.id} …`);
    try {
      const { acknowledgement, detail } = await order(`/api/charge-points/${encodeURIComponent(this.id)}/${verb}`);
      const words = `${this.id}: ${verb} is in force, ${ACKNOWLEDGED[acknowledgement] ?? plain(acknowledgement)}`;
      this.outcome.good(detail ? `${words} (${detail})` : words);
    } catch (error) {
      this.outcome.bad(error);
    }
  }
}

function supplyOf(session) {
  if (!session) {
    return { Power: '–', Energy: '–', Amount: '–', Driver: '–', Session: 'none', Since: '–' };
  }
  return {
    Power: kilowatts(session.powerW),
    Energy: kilowattHours(session.energyWh),
    Amount: euros(session.amountCents),
    Driver: element('a', { href: `#/accounts/${encodeURIComponent(session.driverId)}` }, session.driverId),
    Session: element('a', { href: `#/sessions/${session.sessionId}` }, plain(session.state)),
    Since: time(session.requestedAt),
  };
}

/** Facts with their names; those that stay are not touched, so that a link among them keeps the focus. */
class Facts {
  constructor() {
    this.node = element('dl', { class: 'facts' });
  }

  show(facts) {
    const words = Object.values(facts).map((it) => it.textContent ?? it).join('\n');
    if (words !== this.words) {
      this.words = words;
      this.node.replaceChildren(...Object.entries(facts).flatMap(([name, value]) =>
        [element('dt', {}, name), element('dd', {}, value)]));
    }
  }
}

function factsOf({ site, location, priceMicrosPerKwh, powerW, connected, health, faultReason, holdOffs }) {
  return {
    Site: element('a', { href: `#/sites/${encodeURIComponent(site)}` }, site),
    Place: location,
    Price: price(priceMicrosPerKwh),
    Supplies: powerW > 0 ? `up to ${kilowatts(powerW)} (${count(powerW)} W)` : 'its Monitor did not say how much',
    Monitor: connected ? 'connected' : 'not connected',
    Engine: faultReason ? `${health}: ${faultReason}` : health,
    'Held off by': holdOffs.length > 0 ? holdOffs.join(', ') : 'nobody',
  };
}
