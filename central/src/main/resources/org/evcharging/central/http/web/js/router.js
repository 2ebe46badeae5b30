/** Shows the view that the address names after its #, and ends the one before. */
import { element } from './element.js';
import { accountView } from '../views/account.js';
import { accountsView } from '../views/accounts.js';
import { chargePointView } from '../views/charge-point.js';
import { locksView } from '../views/locks.js';
import { messagesView } from '../views/messages.js';
import { networkView } from '../views/network.js';
import { sessionView } from '../views/session.js';
import { sessionsView } from '../views/sessions.js';
import { siteView } from '../views/site.js';
import { sitesView } from '../views/sites.js';

/**
 * Which view an address shows, and which part of the navigation it belongs to.
 *
 * A view is a function of the address's last part (and the parameters behind its ?). It makes a title, a node, and what
 * ends it.
 */
const VIEWS = [
  { path: /^$/, part: 'network', view: networkView },
  { path: /^charge-points\/([^/]+)$/, part: 'network', view: chargePointView },
  { path: /^sites$/, part: 'sites', view: sitesView },
  { path: /^sites\/([^/]+)$/, part: 'sites', view: siteView },
  { path: /^sessions$/, part: 'sessions', view: sessionsView },
  { path: /^sessions\/([^/]+)$/, part: 'sessions', view: sessionView },
  { path: /^accounts$/, part: 'accounts', view: accountsView },
  { path: /^accounts\/([^/]+)$/, part: 'accounts', view: accountView },
  { path: /^locks$/, part: 'locks', view: locksView },
  { path: /^messages$/, part: 'messages', view: messagesView },
];

const main = document.getElementById('main');
let shown = { close() {} };

export function startRouter() {
  window.addEventListener('hashchange', () => {
    show();
    // As after any other link, reading goes on at the top of what is new.
    main.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  });
  show();
}

function show() {
  const [path, query] = location.hash.replace(/^#\/?/, '').split('?', 2);
  shown.close();
  const { part, view, name } = found(path);
  shown = view(name, new URLSearchParams(query));
  document.title = `${shown.title} · EV charging central`;
  main.replaceChildren(shown.node);
  for (const link of document.querySelectorAll('.nav a')) {
    if (link.dataset.view === part) {
      link.setAttribute('aria-current', 'page');
    } else {
      link.removeAttribute('aria-current');
    }
  }
}

function found(path) {
  for (const { path: pattern, part, view } of VIEWS) {
    const match = pattern.exec(path);
    if (match) {
      return { part, view, name: decoded(match[1] ?? '') };
    }
  }
  return { view: nothingThere };
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function nothingThere() {
  const node = element('p', { class: 'empty' }, 'There is nothing at this address. ', element('a', { href: '#/' }, 'The network'));
  return { title: 'Nothing here', node, close() {} };
}
