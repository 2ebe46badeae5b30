/** What narrows the network down: a text, a site, and the statuses, each with how many there are of it. */
import { element, setText } from '../js/element.js';
import { StatusMark } from '../js/parts.js';
import { statuses } from '../js/words.js';

/** Kept while the page is open, so that who comes back finds what they looked at. */
const chosen = { text: '', site: '', statuses: new Set() };

export class Filters {
  /** @param onChange told when something else is looked for */
  constructor(onChange) {
    this.onChange = onChange;
    this.counts = new Map();
    this.text = element('input', {
      type: 'search', value: chosen.text, placeholder: 'Id, place or driver', 'aria-label': 'Find a charge point',
      oninput: () => this.#set('text', this.text.value.trim().toLowerCase()),
    });
    this.site = element('select', { 'aria-label': 'Site', onchange: () => this.#set('site', this.site.value) },
      element('option', { value: '' }, 'All sites'));
    this.node = element('div', { class: 'chips-row' },
      element('div', { class: 'chips', role: 'group', 'aria-label': 'Show only' }, statuses.map((it) => this.#chip(it))),
      element('div', { class: 'chips-find' }, this.text, this.site));
  }

  /** Which charge points are looked for. */
  matches(chargePoint) {
    const { text, site, statuses: wanted } = chosen;
    return (wanted.size === 0 || wanted.has(chargePoint.status))
      && (site === '' || chargePoint.site === site)
      && (text === '' || words(chargePoint).includes(text));
  }

  /** Whether all are looked for. */
  get open() {
    return chosen.text === '' && chosen.site === '' && chosen.statuses.size === 0;
  }

  /** Shows how many there are, and which sites. */
  update(chargePoints) {
    const tally = new Map();
    const sites = new Set();
    for (const { status, site } of chargePoints) {
      tally.set(status, (tally.get(status) ?? 0) + 1);
      sites.add(site);
    }
    this.counts.forEach((node, status) => setText(node, String(tally.get(status) ?? 0)));
    if (sites.size !== this.site.options.length - 1) {
      this.site.replaceChildren(element('option', { value: '' }, 'All sites'),
        ...[...sites].sort().map((site) => element('option', { value: site, selected: site === chosen.site }, site)));
    }
  }

  #chip(status) {
    const mark = new StatusMark();
    mark.show(status);
    const number = element('span', { class: 'chip-count' }, '0');
    this.counts.set(status, number);
    const button = element('button', {
      type: 'button', class: 'chip', 'data-status': status, 'aria-pressed': String(chosen.statuses.has(status)),
      onclick: () => {
        const pressed = !chosen.statuses.delete(status);
        if (pressed) {
          chosen.statuses.add(status);
        }
        button.setAttribute('aria-pressed', String(pressed));
        this.onChange();
      },
    }, mark.node, number);
    return button;
  }

  #set(name, value) {
    chosen[name] = value;
    this.onChange();
  }
}

function words({ chargePointId, site, location, session }) {
  return `${chargePointId} ${site} ${location} ${session?.driverId ?? ''}`.toLowerCase();
}
