/** The network as Central last told of it, and who wants to know when that changes. */
import { refusal, Refused, sentence } from './central.js';
import { Connection } from './connection.js';
import { History } from './history.js';
import { askForToken, token } from './token.js';

const MOST_MESSAGES = 300;

/** Of so many charge points some change all the time, each once a second: then that is how often listeners hear of it. */
const MANY = 100;
const MANY_PERIOD_MS = 950;

/** What is said to those who must come with another token. */
const NOT_THIS_ONE = new Set(['UNAUTHORIZED', 'FORBIDDEN']);

const chargePoints = new Map();
/** Their ids by site and id; undefined when that must be found out anew. */
let inOrder;
const histories = new Map();
const listeners = new Set();
const stateListeners = new Set();

let messages = [];
let totals;
let numberOfMessages = 0;
let connection;
let link = { state: 'connecting', lastHeardAt: undefined, refusal: undefined };

/** What has changed since listeners were told. */
let changedIds = new Set();
let toTell = false;

export const network = {
  /** All charge points, by site and id. */
  get chargePoints() {
    inOrder ??= [...chargePoints.values()].sort(bySiteAndId).map(({ chargePointId }) => chargePointId);
    return inOrder.map((id) => chargePoints.get(id));
  },

  chargePoint(id) {
    return chargePoints.get(id);
  },

  /** What a charge point's last session took, or undefined. */
  history(id) {
    return histories.get(id);
  },

  /** Oldest first, each with a number of its own. */
  get messages() {
    return messages;
  },

  /** Undefined until Central has told. */
  get totals() {
    return totals;
  },

  /** Its state is connecting, live, refused or lost. */
  get link() {
    return link;
  },

  /**
   * Tells of changes, not more often than the screen is drawn, with the set of the ids that changed.
   *
   * @returns ends it
   */
  watch(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },

  /** Tells when the link changes. */
  watchLink(listener) {
    stateListeners.add(listener);
    listener(link);
  },

  start() {
    connection = new Connection('/ws/network', {
      opened: () => void askWhoLooks(),
      heard,
      lost: () => setLink({ state: 'lost' }),
    });
  },
};

/** To those who must say first who they are, and have not, Central says nothing over a WebSocket; over HTTP it does. */
async function askWhoLooks() {
  if (token()) {
    return;
  }
  const why = await refusal('/api/sites');
  // Somebody may have signed in meanwhile.
  if (why?.code === 'UNAUTHORIZED' && !token()) {
    refused(why);
    void askForToken(sentence(why.message));
  }
}

function heard(message) {
  switch (message.type) {
    case 'Network':
      chargePoints.clear();
      inOrder = undefined;
      messages = [];
      changed(message);
      break;
    case 'NetworkChanged':
      changed(message);
      break;
    case 'Error':
      // Who looks on from this machine need not say who it is.
      if (message.code !== 'BAD_REQUEST') {
        refused(new Refused(message));
      }
      break;
  }
}

function refused(why) {
  setLink({ state: 'refused', refusal: why });
  if (NOT_THIS_ONE.has(why.code)) {
    connection.rest();
  }
}

function changed(message) {
  const now = Date.now();
  for (const chargePoint of message.chargePoints) {
    const id = chargePoint.chargePointId;
    if (chargePoints.get(id)?.site !== chargePoint.site) {
      inOrder = undefined;
    }
    chargePoints.set(id, chargePoint);
    changedIds.add(id);
    historyOf(id).add(chargePoint, now);
  }
  totals = message.totals;
  const numbered = message.messages.map((it) => ({ ...it, number: numberOfMessages++ }));
  messages = [...messages, ...numbered].slice(-MOST_MESSAGES);
  setLink({ state: 'live', lastHeardAt: now });
  tellSoon();
}

function historyOf(id) {
  let history = histories.get(id);
  if (!history) {
    history = new History();
    histories.set(id, history);
  }
  return history;
}

/** With the next picture; a page that nobody sees gets none, and learns all at once when it is seen again. */
function tellSoon() {
  if (!toTell) {
    toTell = true;
    setTimeout(() => requestAnimationFrame(tell), chargePoints.size < MANY ? 0 : MANY_PERIOD_MS);
  }
}

function tell() {
  const ids = changedIds;
  changedIds = new Set();
  toTell = false;
  listeners.forEach((listener) => listener(ids));
}

function setLink(change) {
  const before = link;
  link = { ...link, refusal: undefined, ...change };
  if (before.state !== link.state || before.refusal !== link.refusal) {
    stateListeners.forEach((listener) => listener(link));
  }
}

function bySiteAndId(a, b) {
  return compare(a.site, b.site) || compare(a.chargePointId, b.chargePointId);
}

function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
