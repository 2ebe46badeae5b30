/** All messages that this page has heard of, by how much they matter. */
import { element } from '../js/element.js';
import { network } from '../js/network.js';
import { head } from '../js/parts.js';
import { MessageList } from './last-messages.js';

const LEVELS = ['INFO', 'WARNING', 'ERROR'];

export function messagesView() {
  const list = new MessageList();
  const none = element('p', { class: 'empty' }, 'Nothing yet.');
  const least = element('select', { onchange: show },
    element('option', { value: 'INFO' }, 'All messages'),
    element('option', { value: 'WARNING' }, 'Warnings and errors'),
    element('option', { value: 'ERROR' }, 'Errors'));
  const node = element('div', {},
    head('Messages', 'newest first'),
    element('div', { class: 'filters' }, element('label', {}, 'Show', least)),
    element('div', { class: 'panel' }, none, list.node));

  function show() {
    const wanted = network.messages.filter(({ level }) => LEVELS.indexOf(level) >= LEVELS.indexOf(least.value));
    none.hidden = wanted.length > 0;
    list.show(wanted);
  }

  const end = network.watch(show);
  show();
  return { title: 'Messages', node, close: end };
}
