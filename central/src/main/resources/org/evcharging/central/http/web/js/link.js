/** Says whether what the page shows is live, and if not, of when it is. */
import { setText } from './element.js';
import { askForToken, token } from './token.js';
import { time } from './words.js';

const WORDS = { connecting: 'Connecting', live: 'Live', lost: 'Not connected', refused: 'No access' };

const state = document.getElementById('link-state');
const banner = document.getElementById('banner');

export function showLink(link) {
  state.dataset.state = link.state;
  setText(state.firstElementChild, WORDS[link.state]);
  const words = bannerWords(link);
  banner.hidden = words === '';
  setText(banner, words);
  if (link.refusal?.code === 'UNAUTHORIZED' && token()) {
    void askForToken('Central does not know this token.');
  }
}

function bannerWords({ state: now, lastHeardAt, refusal }) {
  switch (now) {
    case 'lost':
      return lastHeardAt
        ? `Central cannot be reached, showing what was known at ${time(lastHeardAt)}`
        : 'Central cannot be reached';
    case 'refused':
      return `Central does not show the network: ${refusal.message}`;
    default:
      return '';
  }
}
