/** Makes and changes elements: the only code of the page that touches the document's structure. */

const SVG = 'http://www.w3.org/2000/svg';

/**
 * Makes an element: element('a', { href: '#/' }, 'Network').
 *
 * An attribute that is a function listens to the event of its name without "on"; one that is false or undefined is left
 * out. Children are elements, texts, or lists of them; undefined ones are left out.
 */
export function element(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

/** The icon of a status, which is also told in words beside it. */
export function icon(status) {
  const svg = fill(document.createElementNS(SVG, 'svg'), { class: 'icon', viewBox: '0 0 16 16', 'aria-hidden': 'true' }, []);
  svg.append(document.createElementNS(SVG, 'use'));
  changeIcon(svg, status);
  return svg;
}

/** Makes it another status's icon. */
export function changeIcon(svg, status) {
  svg.firstElementChild.setAttribute('href', `#shape-${status}`);
}

function fill(node, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      node.addEventListener(key.slice(2), value);
    } else if (value !== undefined && value !== false) {
      node.setAttribute(key, value === true ? '' : value);
    }
  }
  node.append(...children.flat(Infinity).filter((child) => child !== undefined));
  return node;
}

/** Sets a text, if it is another one: an equal one would cost a layout, and be read aloud again. */
export function setText(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

/** Sets an attribute, if it is another one; undefined removes it. */
export function setAttribute(node, name, value) {
  if (value === undefined) {
    node.removeAttribute(name);
  } else if (node.getAttribute(name) !== value) {
    node.setAttribute(name, value);
  }
}

/**
 * Keeps the children of a node as a list of items wants them: those that stay are moved and updated, never made anew, so
 * that focus, selection and scrolling stay too.
 */
export class KeyedList {
  /**
   * @param node whose children are kept; it has no others
   * @param keyOf an item's key
   * @param make makes what shows an item: an object with a node, and an update(item)
   */
  constructor(node, keyOf, make) {
    this.node = node;
    this.keyOf = keyOf;
    this.make = make;
    this.known = new Map();
  }

  show(items) {
    const before = this.known;
    this.known = new Map();
    let place = this.node.firstElementChild;
    for (const item of items) {
      const key = this.keyOf(item);
      const shown = before.get(key) ?? this.make(item);
      before.delete(key);
      this.known.set(key, shown);
      shown.update(item);
      if (shown.node === place) {
        place = place.nextElementSibling;
      } else {
        this.node.insertBefore(shown.node, place);
      }
    }
    before.forEach((gone) => gone.node.remove());
  }
}
