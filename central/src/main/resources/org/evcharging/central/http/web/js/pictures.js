/** Work that may wait for the next pictures: a little with each, so that the page answers in between. */

/** So many cards are laid out and painted in the time of one picture. */
const AT_A_TIME = 16;

const waiting = new Set();

/** Draws it with one of the next pictures: once, however often it is asked for until then. */
export function drawSoon(drawable) {
  if (waiting.size === 0) {
    requestAnimationFrame(drawSome);
  }
  waiting.add(drawable);
}

function drawSome() {
  const some = [...waiting].slice(0, AT_A_TIME);
  some.forEach((drawable) => {
    waiting.delete(drawable);
    drawable.draw();
  });
  if (waiting.size > 0) {
    requestAnimationFrame(drawSome);
  }
}
