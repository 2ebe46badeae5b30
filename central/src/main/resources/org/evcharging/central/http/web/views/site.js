/** One site: its charge points, and its windows, whose places fill up live and can be booked here. */
import { read } from '../js/central.js';
import { element, KeyedList, setText } from '../js/element.js';
import { network } from '../js/network.js';
import { Outcome, panel } from '../js/parts.js';
import { SiteLink } from '../js/site-link.js';
import { askForToken, token } from '../js/token.js';
import { plain } from '../js/words.js';
import { CardGrid, densityFor } from './card-grid.js';
import { siteSummary } from './network.js';
import { OfferForm } from './offer-form.js';
import { WindowCard } from './window-card.js';

const DRIVER_KEY = 'ev-driver';

/** Changes come in bursts; what a driver has booked is asked for after one. */
const BURST_MS = 300;

export function siteView(site) {
  return new SiteView(site);
}

class SiteView {
  #end;
  #link;
  #timer;

  constructor(site) {
    this.site = site;
    this.title = site;
    this.summary = element('span', { class: 'sub' });
    this.driver = element('input', {
      size: 12, value: sessionStorage.getItem(DRIVER_KEY) ?? '', spellcheck: 'false', autocomplete: 'off',
      onchange: () => this.#driverChosen(),
    });
    this.outcome = new Outcome();
    this.none = element('p', { class: 'empty' }, 'No windows are offered.');
    this.windowList = element('ul', { class: 'windows', role: 'list' });
    this.windows = new KeyedList(this.windowList, ({ windowId }) => windowId, (it) => new WindowCard(it, this));
    this.offer = new OfferForm(site);
    this.grid = new CardGrid();
    this.node = element('div', { class: 'stack' },
      element('div', { class: 'head' }, element('h1', {}, site), this.summary),
      panel('Windows', element('div', { class: 'inside stack' },
        element('div', { class: 'form' }, element('label', {}, 'Driver who books', this.driver), this.outcome.node),
        this.none, this.windowList, this.offer.node)),
      element('section', { class: 'site' }, element('h2', {}, 'Charge points'), this.grid.node));
    this.#end = network.watch(() => this.#showChargePoints());
    this.#showChargePoints();
    this.#link = new SiteLink(site, {
      changed: (windows) => this.#changed(windows),
      answered: (answer) => this.#answered(answer),
      refused: (refusal) => this.#refused(refusal),
    });
  }

  /** Books a place, or waits for one. */
  join(windowId, wait) {
    this.#order((driver) => this.#link.join(windowId, driver, wait));
  }

  /** Gives a place back. */
  leave(windowId) {
    this.#order((driver) => this.#link.leave(windowId, driver));
  }

  close() {
    this.#end();
    this.#link.close();
    clearTimeout(this.#timer);
  }

  #showChargePoints() {
    const members = network.chargePoints.filter((it) => it.site === this.site);
    setText(this.summary, members.length > 0 ? siteSummary(members) : '');
    this.grid.node.dataset.density = densityFor(members.length);
    this.grid.show(members);
  }

  #changed(windows) {
    this.none.hidden = windows.length > 0;
    this.windows.show(windows);
    this.#askForBookings();
  }

  #answered({ type, windowId, driverId, position }) {
    const words = { Booked: 'has a place', Waiting: `waits, number ${position}`, Left: 'has no place any more' };
    this.outcome.good(`${driverId} ${words[type]}`);
    this.windows.known.get(windowId)?.mine(type, position);
    this.#askForBookings();
  }

  #refused({ code, detail }) {
    this.outcome.bad(new Error(`${plain(code)}: ${detail}`));
  }

  async #order(say) {
    const driver = this.driver.value.trim();
    if (driver === '') {
      this.outcome.bad(new Error('Say first which driver books'));
      this.driver.focus();
    } else if (!token() && !(await askForToken('Booking needs the driver’s token, or the operator’s.'))) {
      this.outcome.bad(new Error('Nothing was booked: that needs a token'));
    } else if (!(await this.#link.whenOpen()) || !say(driver)) {
      this.outcome.bad(new Error('Central cannot be reached; nothing was booked'));
    }
  }

  #driverChosen() {
    sessionStorage.setItem(DRIVER_KEY, this.driver.value.trim());
    this.#askForBookings();
  }

  #askForBookings() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#showBookings(), BURST_MS);
  }

  async #showBookings() {
    const driver = this.driver.value.trim();
    try {
      const bookings = driver === '' ? [] : await read(`/api/drivers/${encodeURIComponent(driver)}/bookings`);
      const states = new Map(bookings.map((it) => [it.windowId, it]));
      this.windows.known.forEach((card, id) => card.mine(words(states.get(id)), states.get(id)?.position));
    } catch {
      // Who may not know, or is nobody yet, sees the places all the same.
      this.windows.known.forEach((card) => card.mine(''));
    }
  }
}

function words(booking) {
  switch (booking?.state) {
    case 'BOOKED':
      return 'Booked';
    case 'WAITING':
      return 'Waiting';
    default:
      return '';
  }
}
