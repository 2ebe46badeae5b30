/** The network live: totals, filters, each site's charge points as cards, what goes on, and the last messages. */
import { element, KeyedList, setText } from '../js/element.js';
import { network } from '../js/network.js';
import { FigureRow } from '../js/parts.js';
import { count, counted, euros, kilowattHours, kilowatts } from '../js/words.js';
import { CardGrid, densityFor } from './card-grid.js';
import { Filters } from './filters.js';
import { GoingOn } from './going-on.js';
import { LastMessages } from './last-messages.js';

const FIGURES = ['Power now', 'Charging', 'Connected', 'Sessions ended', 'Energy sold', 'Sold for'];

export function networkView() {
  const figures = new FigureRow(FIGURES);
  const filters = new Filters(showAll);
  const nothing = element('p', { class: 'empty' });
  const sites = element('div', { class: 'stack' });
  const list = new KeyedList(sites, (site) => site.name, (site) => new SiteSection(site.name));
  const goingOn = new GoingOn();
  const messages = new LastMessages(40);
  const node = element('div', { class: 'network' },
    element('h1', { class: 'unseen' }, 'Network'),
    figures.node,
    filters.node,
    element('div', { class: 'network-sites' }, nothing, sites),
    element('aside', { class: 'network-side stack', 'aria-label': 'What goes on' }, goingOn.node, messages.node));

  function showAll() {
    const all = network.chargePoints;
    const wanted = all.filter((it) => filters.matches(it));
    filters.update(all);
    showFigures(figures, all);
    sites.dataset.density = densityFor(wanted.length);
    list.show(bySite(wanted));
    goingOn.show(all);
    messages.show(network.messages);
    nothing.hidden = wanted.length > 0;
    setText(nothing, emptyWords(all.length, filters.open));
  }

  const end = network.watch(showAll);
  showAll();
  return { title: 'Network', node, close: end };
}

function emptyWords(known, open) {
  if (known > 0 && !open) {
    return 'No charge point is like that.';
  }
  return network.totals ? 'No charge point has registered yet.' : 'Waiting for Central.';
}

function showFigures(figures, all) {
  const totals = network.totals;
  if (totals) {
    figures.show({
      'Power now': kilowatts(powerOf(all)),
      'Charging': count(totals.charging),
      'Connected': `${count(totals.connected)} of ${count(totals.chargePoints)}`,
      'Sessions ended': count(totals.endedSessions),
      'Energy sold': kilowattHours(totals.soldWh, totals.soldWh < 1e6 ? 1 : 0),
      'Sold for': euros(totals.soldCents),
    });
  }
}

/** A site's heading and cards. */
class SiteSection {
  constructor(name) {
    this.summary = element('span', { class: 'muted' });
    this.grid = new CardGrid();
    this.node = element('section', { class: 'site' },
      element('h2', {}, element('a', { href: `#/sites/${encodeURIComponent(name)}` }, name), ' ', this.summary),
      this.grid.node);
  }

  update({ members }) {
    setText(this.summary, siteSummary(members));
    this.grid.show(members);
  }
}

export function siteSummary(members) {
  const charging = members.filter(({ session }) => session?.state === 'CHARGING' || session?.state === 'ENDING').length;
  const supply = charging > 0 ? ` · ${charging} charging · ${kilowatts(powerOf(members))}` : '';
  return `${counted(members.length, 'charge point')}${supply}`;
}

function powerOf(chargePoints) {
  return chargePoints.reduce((sum, { session }) => sum + (session?.powerW ?? 0), 0);
}

function bySite(chargePoints) {
  return [...Map.groupBy(chargePoints, ({ site }) => site)].map(([name, members]) => ({ name, members }));
}
