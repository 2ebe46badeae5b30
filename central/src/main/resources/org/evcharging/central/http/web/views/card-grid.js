/** Cards side by side. */
import { element, KeyedList } from '../js/element.js';
import { Card } from './card.js';

/** From so many on, cards say only what matters most, so that one can still look over them. */
const MANY = 48;

export function densityFor(number) {
  return number > MANY ? 'dense' : 'roomy';
}

export class CardGrid {
  constructor() {
    this.node = element('ul', { class: 'cards', role: 'list' });
    this.list = new KeyedList(this.node, (it) => it.chargePointId, (it) => new Card(it));
  }

  show(chargePoints) {
    this.list.show(chargePoints);
  }
}
