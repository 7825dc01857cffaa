// What the page shows, in one place. Whoever changes it says so, and everything is drawn again.

import * as address from './pure/address.js';
import * as i18n from './pure/i18n.js';

/** @import { Example, Place, Status } from './types' */

const changed = new EventTarget();

/** @type {Place} */
let place = address.read(location.search, location.hash);

/** @type {Record<string, string>} */
let words = {};

/** @type {Status | undefined} */
let known;

export let language = i18n.choose([remembered() ?? '', ...navigator.languages]);

/** Where the user is. @returns {Readonly<Place>} */
export const current = () => place;

/** What the server serves; undefined before it has answered. */
export const served = () => known;

/** @param {Status} status */
export function learn(status) {
  known = status;
  tell();
}

/** Goes somewhere. @param {Partial<Place>} change @param {{ replace?: boolean }} [how] Whether the way back leaves this place out. */
export function go(change, { replace = false } = {}) {
  place = { ...place, ...change };
  const there = location.pathname + address.write(place);
  if (replace) history.replaceState(null, '', there);
  else history.pushState(null, '', there);
  tell();
}

/** Hears of every change. @param {() => void} listener @returns {() => void} Ends it. */
export function listen(listener) {
  changed.addEventListener('change', listener);
  return () => changed.removeEventListener('change', listener);
}

/** A sentence in the user's language. @param {string} name @param {Record<string, string | number>} [values] */
export const t = (name, values) => i18n.say(words, name, values);

/** Changes the language. @param {string} wanted */
export async function speak(wanted) {
  words = await (await fetch(`strings.${wanted}.json`)).json();
  language = wanted;
  document.documentElement.lang = wanted;
  try {
    localStorage.setItem('language', wanted);
  } catch {
    // It is chosen anew next time.
  }

  tell();
}

function remembered() {
  try {
    return localStorage.getItem('language');
  } catch {
    return null;
  }
}

const tell = () => changed.dispatchEvent(new Event('change'));

addEventListener('popstate', () => {
  // Uploaded pictures are in no address: a way back to them leads to the indexed ones beside them.
  place = address.read(location.search, location.hash);
  tell();
});
