/** Asks Central over HTTP, with the token if there is one, and asks for one where it is needed. */
import { askForToken, token } from './token.js';

/** Why Central did not do what was asked. */
export class Refused extends Error {
  constructor(problem) {
    super(problem.detail);
    this.code = problem.code;
  }
}

/** What is at an address. */
export async function read(path) {
  return (await ask(path)).json();
}

/**
 * A part of a list.
 *
 * @returns its items, and the address of the next part, or undefined
 */
export async function readPage(path) {
  const answer = await ask(path);
  const next = /<([^>]+)>; rel="next"/.exec(answer.headers.get('Link') ?? '');
  return { items: await answer.json(), next: next?.[1] };
}

/**
 * Asks nobody for a token.
 *
 * @returns why Central does not show what is at an address, or undefined if it does
 */
export async function refusal(path) {
  try {
    const answer = await send(path, {});
    return answer.ok ? undefined : new Refused(await problemIn(answer));
  } catch (unreachable) {
    return unreachable;
  }
}

/** Has Central do something. */
export async function order(path, body) {
  return (await ask(path, { method: 'POST', body: JSON.stringify(body ?? {}) })).json();
}

/** Has Central move money once, however often it is asked with the same key. */
export async function orderOnce(path, body, key) {
  const headers = { 'Idempotency-Key': key };
  return (await ask(path, { method: 'POST', body: JSON.stringify(body), headers })).json();
}

async function ask(path, options = {}) {
  const answer = await send(path, options);
  if (answer.ok) {
    return answer;
  }
  const problem = await problemIn(answer);
  if (answer.status === 401 && (await askForToken(sentence(problem.detail)))) {
    return ask(path, options);
  }
  throw new Refused(problem);
}

async function send(path, options) {
  const credentials = token() ? { Authorization: `Bearer ${token()}` } : {};
  try {
    return await fetch(path, { ...options, headers: { ...credentials, ...options.headers }, cache: 'no-store' });
  } catch {
    throw new Refused({ code: 'UNREACHABLE', detail: 'Central cannot be reached; nothing was done as far as known' });
  }
}

async function problemIn(answer) {
  try {
    return await answer.json();
  } catch {
    return { code: `HTTP_${answer.status}`, detail: `Central answered ${answer.status}` };
  }
}

/** A text as a sentence of its own. */
export function sentence(text) {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
