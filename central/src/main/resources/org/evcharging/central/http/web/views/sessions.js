/** Sessions, those that go on and those that are over, the newest first. */
import { readPage } from '../js/central.js';
import { element } from '../js/element.js';
import { head, Outcome, Repeated } from '../js/parts.js';
import { plain } from '../js/words.js';
import { sessionTable } from './session-table.js';

const STATES = ['REQUESTED', 'AUTHORIZED', 'CHARGING', 'ENDING', 'ENDED', 'DENIED', 'EXPIRED'];
const PART = 50;
const PERIOD_MS = 2_000;

export function sessionsView(_, parameters) {
  const state = element('select', {}, element('option', { value: '' }, 'Any'),
    STATES.map((it) => element('option', { value: it, selected: parameters.get('state') === it }, plain(it))));
  const driver = element('input', { size: 12, value: parameters.get('driver') ?? '', spellcheck: 'false' });
  const chargePoint = element('input', { size: 12, value: parameters.get('chargePoint') ?? '', spellcheck: 'false' });
  const sessions = sessionTable('Sessions');
  const outcome = new Outcome();
  const more = element('button', { type: 'button', hidden: true, onclick: () => showMore() }, 'Show older ones');
  const node = element('div', {},
    head('Sessions', 'newest first'),
    element('form', { class: 'filters', onsubmit: (event) => event.preventDefault(), oninput: restart },
      element('label', {}, 'State', state),
      element('label', {}, 'Driver', driver),
      element('label', {}, 'Charge point', chargePoint)),
    outcome.node,
    element('div', { class: 'panel' }, sessions.node),
    element('p', { class: 'more' }, more));
  let older = [];
  let next;

  function question() {
    const asked = new URLSearchParams({ limit: PART });
    for (const [name, field] of Object.entries({ state, driver, chargePoint })) {
      if (field.value.trim()) {
        asked.set(name, field.value.trim());
      }
    }
    return `/api/sessions?${asked}`;
  }

  /** The newest anew; the older ones that were asked for stay, and change no more. */
  async function refresh() {
    const asked = question();
    try {
      const page = await readPage(asked);
      if (asked === question()) {
        outcome.good('');
        show(page);
      }
    } catch (error) {
      outcome.bad(error);
    }
  }

  function show(page) {
    if (older.length === 0) {
      next = page.next;
      more.hidden = !next;
    }
    const known = new Set(page.items.map(({ sessionId }) => sessionId));
    sessions.show([...page.items, ...older.filter(({ sessionId }) => !known.has(sessionId))]);
  }

  async function showMore() {
    try {
      const page = await readPage(next);
      older = [...older, ...page.items];
      next = page.next;
      more.hidden = !next;
      await refresh();
    } catch (error) {
      outcome.bad(error);
    }
  }

  function restart() {
    older = [];
    void refresh();
  }

  const repeated = new Repeated(PERIOD_MS, refresh);
  return { title: 'Sessions', node, close: () => repeated.close() };
}
