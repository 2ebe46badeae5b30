/** What a session took from moment to moment, as far as this page has seen it. */

/** Enough for a smooth curve; when there are more, every second one goes. */
const MOST_SAMPLES = 360;

export class History {
  #sessionId;
  #times = [];
  #powersW = [];
  #energiesWh = [];
  #everyMs = 900;

  /** Takes in how a charge point is now; of one at rest the last curve stays. */
  add(chargePoint, at) {
    const session = chargePoint.session;
    if (!session || (session.state !== 'CHARGING' && session.state !== 'ENDING')) {
      return;
    }
    if (session.sessionId !== this.#sessionId) {
      this.#begin(session.sessionId);
    }
    const last = this.#times.length - 1;
    if (last >= 0 && at - this.#times[last] < this.#everyMs) {
      this.#set(last, this.#times[last], session);
    } else {
      this.#set(last + 1, at, session);
      this.#thinOut();
    }
  }

  /** Of which session it is, or undefined. */
  get sessionId() {
    return this.#sessionId;
  }

  /** Times in seconds, powers in kW, energies in kWh. */
  get curves() {
    return [
      this.#times.map((ms) => ms / 1000),
      this.#powersW.map((w) => w / 1000),
      this.#energiesWh.map((wh) => wh / 1000),
    ];
  }

  #begin(sessionId) {
    this.#sessionId = sessionId;
    this.#times = [];
    this.#powersW = [];
    this.#energiesWh = [];
    this.#everyMs = 900;
  }

  #set(index, at, session) {
    this.#times[index] = at;
    this.#powersW[index] = session.powerW;
    this.#energiesWh[index] = session.energyWh;
  }

  #thinOut() {
    if (this.#times.length > MOST_SAMPLES) {
      const even = (_, index) => index % 2 === 0;
      this.#times = this.#times.filter(even);
      this.#powersW = this.#powersW.filter(even);
      this.#energiesWh = this.#energiesWh.filter(even);
      this.#everyMs *= 2;
    }
  }
}
