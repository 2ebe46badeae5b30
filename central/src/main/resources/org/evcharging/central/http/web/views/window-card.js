/** A window of a site: when it is, its places one by one, and what a driver can do. */
import { element, setText } from '../js/element.js';
import { counted, span } from '../js/words.js';

/** Of more places a bar shows how many are taken. */
const MOST_PLACES = 60;

export class WindowCard {
  /** @param site books and gives back: has join(windowId, wait) and leave(windowId) */
  constructor({ windowId, from, to }, site) {
    this.places = element('div', { class: 'places', 'aria-hidden': 'true' });
    this.taken = element('p', { class: 'window-taken' });
    this.own = element('p', { class: 'window-own' });
    this.book = element('button', { type: 'button', class: 'primary', onclick: () => site.join(windowId, false) }, 'Book a place');
    this.wait = element('button', { type: 'button', onclick: () => site.join(windowId, true) }, 'Wait for a place');
    this.leave = element('button', { type: 'button', onclick: () => site.leave(windowId) }, 'Give it back');
    this.node = element('li', { class: 'window', 'data-window': windowId },
      element('h3', {}, span(from, to)), this.places, this.taken, this.own,
      element('div', { class: 'buttons' }, this.book, this.wait, this.leave));
    this.mine('');
  }

  update({ capacity, booked, waiting }) {
    this.full = booked >= capacity;
    this.#showPlaces(capacity, booked);
    const free = this.full ? 'full' : `${capacity - booked} free`;
    const queue = waiting > 0 ? ` · ${counted(waiting, 'driver')} waiting` : '';
    setText(this.taken, `${booked} of ${counted(capacity, 'place')} booked, ${free}${queue}`);
    this.node.classList.toggle('full', this.full);
    this.#showButtons();
  }

  /**
   * What the driver has here.
   *
   * @param state Booked, Waiting, or something else for nothing
   */
  mine(state, position) {
    this.state = state;
    setText(this.own, ownWords(state, position));
    this.own.hidden = this.own.textContent === '';
    this.#showButtons();
  }

  #showButtons() {
    const has = this.state === 'Booked' || this.state === 'Waiting';
    this.book.hidden = has || this.full;
    this.wait.hidden = has || !this.full;
    this.leave.hidden = !has;
    setText(this.leave, this.state === 'Waiting' ? 'Wait no longer' : 'Give it back');
  }

  #showPlaces(capacity, booked) {
    const shown = Math.min(capacity, MOST_PLACES);
    const taken = capacity <= MOST_PLACES ? booked : Math.round((booked / capacity) * MOST_PLACES);
    while (this.places.childElementCount < shown) {
      this.places.append(element('i'));
    }
    [...this.places.children].forEach((place, index) => place.classList.toggle('taken', index < taken));
  }
}

function ownWords(state, position) {
  switch (state) {
    case 'Booked':
      return 'Your driver has a place here';
    case 'Waiting':
      return `Your driver waits here, number ${position}`;
    default:
      return '';
  }
}
