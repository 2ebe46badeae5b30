/** Who looks at the page: a token, kept until the tab is closed, and the dialog that asks for it. */

const KEY = 'ev-token';

const dialog = document.getElementById('token-dialog');
const input = document.getElementById('token-input');
const why = document.getElementById('token-why');
const button = document.getElementById('token-button');
const listeners = new Set();

let asked;

/** The token, or undefined. */
export function token() {
  return sessionStorage.getItem(KEY) ?? undefined;
}

/** Tells of each new token; undefined if it is forgotten. */
export function onToken(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Asks for a token; whoever asks meanwhile gets the same answer.
 *
 * @returns a promise of whether one was given
 */
export function askForToken(reason) {
  if (!asked) {
    why.textContent = reason;
    input.value = '';
    dialog.showModal();
    asked = new Promise((resolve) => {
      dialog.addEventListener('close', () => resolve(taken()), { once: true });
    });
  }
  return asked;
}

function taken() {
  asked = undefined;
  const given = dialog.returnValue === 'given';
  if (given) {
    change(input.value.trim());
  }
  input.value = '';
  return given;
}

function change(value) {
  if (value) {
    sessionStorage.setItem(KEY, value);
  } else {
    sessionStorage.removeItem(KEY);
  }
  label();
  listeners.forEach((listener) => listener(token()));
}

function label() {
  button.textContent = token() ? 'Sign out' : 'Sign in';
}

/** Once, at the start. */
export function offerTokenDialog() {
  label();
  button.addEventListener('click', () => {
    if (token()) {
      change('');
    } else {
      void askForToken('A token says who you are, and so what you may change.');
    }
  });
  document.getElementById('token-cancel').addEventListener('click', () => dialog.close('cancelled'));
  dialog.addEventListener('cancel', () => {
    dialog.returnValue = 'cancelled';
  });
}
