/** Reads aloud, for those who do not see the page, what an operator must know of. */
import { setText } from './element.js';
import { network } from './network.js';
import { statusWords } from './words.js';

/** What is said at once at the most: of more, how many there are. */
const MOST_AT_ONCE = 3;

const TELLING = new Set(['FAULTED', 'OUT_OF_ORDER', 'DISCONNECTED']);

const region = document.getElementById('announcements');
const known = new Map();

/** Says one thing. */
export function announce(text) {
  setText(region, text);
}

/** Says which charge points do not serve drivers any more, or do again. */
export function announceNetwork(changedIds) {
  const news = [...changedIds].map(newsOf).filter((it) => it !== undefined);
  if (news.length > MOST_AT_ONCE) {
    announce(`${news.length} charge points have changed`);
  } else if (news.length > 0) {
    announce(news.join('. '));
  }
}

function newsOf(id) {
  const status = network.chargePoint(id)?.status;
  const before = known.get(id);
  known.set(id, status);
  if (!before || before === status || !(TELLING.has(before) || TELLING.has(status))) {
    return undefined;
  }
  return `${id} is ${statusWords(status)}`;
}
