/** Work that may wait for the next pictures: a little with each, what is on the screen first, and the rest now and then. */

/** So many cards are laid out and painted in the time of one picture. */
const AT_A_TIME = 8;

/** How often so many of those follow that are not on the screen: who searches the page, or has it read aloud, finds them. */
const UNSEEN_PERIOD_MS = 250;

/** By their nodes; what is no longer in the page is forgotten. */
const drawables = new WeakMap();
const onScreen = new WeakSet();
const screen = new IntersectionObserver(looked, { rootMargin: '20%' });

const seen = new Set();
const unseen = new Set();
let timer;

/**
 * Draws it with one of the next pictures: once, however often it is asked for until then.
 *
 * @param drawable always the same object for its node, with draw()
 */
export function drawSoon(drawable) {
  const isNew = !drawables.has(drawable.node);
  if (isNew) {
    drawables.set(drawable.node, drawable);
    screen.observe(drawable.node);
  }
  if (isNew || onScreen.has(drawable.node)) {
    drawWithNextPicture(drawable);
  } else {
    unseen.add(drawable);
    timer ??= setTimeout(drawSomeUnseen, UNSEEN_PERIOD_MS);
  }
}

function looked(entries) {
  for (const { target, isIntersecting } of entries) {
    if (isIntersecting) {
      onScreen.add(target);
      const drawable = drawables.get(target);
      if (unseen.delete(drawable)) {
        drawWithNextPicture(drawable);
      }
    } else {
      onScreen.delete(target);
    }
  }
}

function drawWithNextPicture(drawable) {
  if (seen.size === 0) {
    requestAnimationFrame(drawSomeSeen);
  }
  seen.add(drawable);
}

function drawSomeSeen() {
  drawSome(seen);
  if (seen.size > 0) {
    requestAnimationFrame(drawSomeSeen);
  }
}

function drawSomeUnseen() {
  drawSome(unseen);
  timer = unseen.size > 0 ? setTimeout(drawSomeUnseen, UNSEEN_PERIOD_MS) : undefined;
}

function drawSome(waiting) {
  for (const drawable of [...waiting].slice(0, AT_A_TIME)) {
    waiting.delete(drawable);
    drawable.draw();
  }
}
