/** Where an operator offers another window. */
import { order } from '../js/central.js';
import { element } from '../js/element.js';
import { Outcome } from '../js/parts.js';
import { counted, span } from '../js/words.js';

export class OfferForm {
  constructor(site) {
    this.site = site;
    this.from = element('input', { type: 'datetime-local', required: true, value: nextHour(1) });
    this.to = element('input', { type: 'datetime-local', required: true, value: nextHour(3) });
    this.capacity = element('input', { type: 'number', min: '1', max: '1000', required: true, value: '14', class: 'short' });
    this.outcome = new Outcome();
    this.node = element('details', { class: 'offer' },
      element('summary', {}, 'Offer a window'),
      element('form', { class: 'form', onsubmit: (event) => this.#offer(event) },
        element('label', {}, 'From', this.from),
        element('label', {}, 'To', this.to),
        element('label', {}, 'Places', this.capacity),
        element('button', { type: 'submit' }, 'Offer it')),
      this.outcome.node);
  }

  async #offer(event) {
    event.preventDefault();
    try {
      const window = await order(`/api/sites/${encodeURIComponent(this.site)}/windows`, {
        from: new Date(this.from.value).toISOString(),
        to: new Date(this.to.value).toISOString(),
        capacity: Number(this.capacity.value),
      });
      const warning = window.warning ? ` (mind: ${window.warning})` : '';
      this.outcome.good(`${counted(window.capacity, 'place')} offered, ${span(window.from, window.to)}${warning}`);
    } catch (error) {
      this.outcome.bad(error);
    }
  }
}

/** The full hour so many from now, as the field wants it: local, to the minute. */
function nextHour(hours) {
  const date = new Date(Date.now() + hours * 3_600_000);
  date.setMinutes(0, 0, 0);
  return new Date(date - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
