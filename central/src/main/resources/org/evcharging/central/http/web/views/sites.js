/** The sites there are. */
import { read } from '../js/central.js';
import { element, KeyedList, setText } from '../js/element.js';
import { network } from '../js/network.js';
import { head, Outcome, Repeated } from '../js/parts.js';
import { counted } from '../js/words.js';
import { siteSummary } from './network.js';

const PERIOD_MS = 5_000;

export function sitesView() {
  const outcome = new Outcome();
  const list = element('ul', { class: 'tiles', role: 'list' });
  const sites = new KeyedList(list, ({ site }) => site, (site) => new SiteTile(site));
  const repeated = new Repeated(PERIOD_MS, refresh);

  async function refresh() {
    try {
      sites.show(await read('/api/sites'));
      outcome.good('');
    } catch (error) {
      outcome.bad(error);
    }
  }

  return {
    title: 'Sites',
    node: element('div', {}, head('Sites', 'charge points, and windows in which places can be booked'), outcome.node, list),
    close: () => repeated.close(),
  };
}

class SiteTile {
  constructor({ site }) {
    this.supply = element('span', { class: 'muted' });
    this.windows = element('span');
    this.node = element('li', {},
      element('a', { class: 'tile', href: `#/sites/${encodeURIComponent(site)}` }, element('b', {}, site), this.supply, this.windows));
  }

  update({ site, chargePoints, windows }) {
    const members = network.chargePoints.filter((it) => it.site === site);
    setText(this.supply, members.length > 0 ? siteSummary(members) : counted(chargePoints, 'charge point'));
    setText(this.windows, windows === 0 ? 'no windows to book' : counted(windows, 'window'));
  }
}
