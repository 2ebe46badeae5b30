/** A charge point as a card: where it is, its status, and what it supplies. */
import { element, setAttribute, setText } from '../js/element.js';
import { StatusMark } from '../js/parts.js';
import { drawSoon } from '../js/pictures.js';
import { euros, kilowattHours, kilowatts, price } from '../js/words.js';

export class Card {
  constructor(chargePoint) {
    this.mark = new StatusMark();
    this.driver = element('span', { class: 'card-driver' });
    this.price = element('span', { class: 'card-price' });
    this.place = element('span', { class: 'card-place' });
    this.supply = new Supply();
    this.detail = element('span', { class: 'card-detail' });
    this.level = element('span', { class: 'card-level' });
    this.link = element('a', { class: 'card', href: `#/charge-points/${encodeURIComponent(chargePoint.chargePointId)}` },
      element('span', { class: 'card-head' }, element('b', {}, chargePoint.chargePointId), this.price),
      this.place,
      element('span', { class: 'card-status' }, this.mark.node, this.driver),
      this.supply.node,
      this.supply.line,
      this.detail,
      element('span', { class: 'card-gauge', 'aria-hidden': 'true' }, this.level));
    this.node = element('li', {}, this.link);
  }

  update(chargePoint) {
    if (chargePoint !== this.chargePoint) {
      this.chargePoint = chargePoint;
      drawSoon(this);
    }
  }

  draw() {
    const { chargePoint } = this;
    const { session, status } = chargePoint;
    setAttribute(this.link, 'data-status', status);
    this.mark.show(status);
    setText(this.price, price(chargePoint.priceMicrosPerKwh));
    setText(this.place, chargePoint.location);
    setText(this.driver, session?.driverId ?? '');
    const supplies = session && session.state !== 'REQUESTED' && session.state !== 'AUTHORIZED';
    setAttribute(this.link, 'data-supplies', supplies ? '' : undefined);
    this.supply.show(supplies ? session : undefined);
    setText(this.detail, supplies ? '' : detail(chargePoint));
    const level = supplies && chargePoint.powerW > 0 ? Math.min(1, session.powerW / chargePoint.powerW) : 0;
    this.level.style.setProperty('--level', level.toFixed(3));
  }
}

/** Power, energy and money of a session: as figures, and in one line for where there is room for no more. */
class Supply {
  constructor() {
    this.figures = [element('span'), element('span'), element('span')];
    this.node = element('span', { class: 'card-supply' }, this.figures);
    this.line = element('span', { class: 'card-line' });
  }

  show(session) {
    this.node.hidden = !session;
    this.line.hidden = !session;
    if (session) {
      this.#update(session);
    }
  }

  #update({ powerW, energyWh, amountCents }) {
    const figures = [kilowatts(powerW), kilowattHours(energyWh), euros(amountCents)];
    setText(this.line, figures.map((it) => it.replace(' ', '\u202f')).join(' '));
    figures.forEach((figure, index) => {
      const [number, unit] = figure.split(' ');
      const place = this.figures[index];
      if (place.childElementCount === 0) {
        place.append(element('b'), ' ', element('small', {}, unit));
      }
      setText(place.firstElementChild, number);
    });
  }
}

function detail({ status, session, faultReason, holdOffs, powerW }) {
  switch (status) {
    case 'RESERVED':
      return session?.state === 'AUTHORIZED' ? 'waits for the plug' : 'asks the charge point';
    case 'FAULTED':
      return faultReason ?? '';
    case 'OUT_OF_ORDER':
      return `stopped: ${holdOffs.join(', ')}`;
    case 'AVAILABLE':
      return powerW > 0 ? `up to ${kilowatts(powerW)}` : '';
    default:
      return '';
  }
}
