// The HTTP API of the server that this page came from, and no other.

const base = new URL('api/v1/', document.baseURI);

/** Why a request was refused, in the server's words. */
export class Problem extends Error {
  /** @param {number} status @param {{ type?: string, title?: string, detail?: string }} body @param {number} [seconds] */
  constructor(status, body, seconds) {
    super(body.detail ?? body.title ?? `HTTP ${status}`);
    this.name = 'Problem';
    this.status = status;
    this.type = body.type ?? '';
    this.seconds = seconds;
  }
}

/** @typedef {import('./pure/address.js').Example} Example */
/** @typedef {{ id: string, key: string, rank: number, distance: number, label: number?, nearIdentical: number, width: number?, height: number?, thumbnail: string }} Hit */
/** @typedef {{ metric: string, method: string, images: number, milliseconds: number, hits: Hit[], next: number? }} Found */
/** @typedef {{ id: string, key: string, label: number?, bytes: number?, modified: string?, width: number?, height: number?, thumbnail: string, file: string? }} Picture */
/** @typedef {{ rows: number, columns: number, query: number[], hit: number[], baseDistance: number, passes: number }} Explanation */
/** @typedef {{ version: string, ready: boolean, reason: string?, images: number?, folders: string[] }} Status */

/** What is served. @param {AbortSignal} [signal] @returns {Promise<Status>} */
export const status = signal => get('status', signal);

/**
 * Searches.
 * @param {Example[]} examples
 * @param {{ top: number, skip: number, match?: string, collapse?: number }} options
 * @param {AbortSignal} signal
 * @returns {Promise<Found>}
 */
export const search = (examples, options, signal) => post('search', {
  examples: examples.map(example => ({
    ...(example.key === undefined ? { query: example.query } : { key: example.key }),
    weight: example.weight,
    ...(example.crop && { crop: example.crop }),
  })),
  ...options,
}, signal);

/** Uploads a picture. @param {Blob} file @param {AbortSignal} [signal] @returns {Promise<{ query: string, width: number, height: number, note: string? }>} */
export const upload = (file, signal) => ask('queries', {
  method: 'POST', body: file, headers: { 'Content-Type': file.type.startsWith('image/') ? file.type : 'image/unknown' }, signal,
});

/** A page of the collection. @param {{ after?: string, match?: string, size?: number }} options @param {AbortSignal} signal @returns {Promise<{ images: Picture[], next: string? }>} */
export function images(options, signal) {
  const wanted = Object.entries(options).filter(([, value]) => value !== undefined && value !== '');
  return get(`images?${new URLSearchParams(wanted.map(([name, value]) => [name, String(value)]))}`, signal);
}

/** What is known of an image. @param {string} id @param {AbortSignal} [signal] @returns {Promise<Picture>} */
export const image = (id, signal) => get(`images/${id}`, signal);

/** The id of a key. @param {string} key */
export const idOf = key => btoa(String.fromCharCode(...new TextEncoder().encode(key))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

/** Where the thumbnail of a key is. @param {string} key @param {number} size 64, 160 or 320 */
export const thumbnail = (key, size) => sized(new URL(`images/${idOf(key)}/thumbnail`, base).href, size);

/** The address of a thumbnail in another size. @param {string} address @param {number} size */
export const sized = (address, size) => `${address}${address.includes('?') ? '&' : '?'}size=${size}`;

/** Why two pictures are alike. @param {Example} query @param {string} hit @param {AbortSignal} signal @returns {Promise<Explanation>} */
export const explain = (query, hit, signal) => post('explanations', {
  query: { ...(query.key === undefined ? { query: query.query } : { key: query.key }), ...(query.crop && { crop: query.crop }) }, hit,
}, signal);

/** @param {string} path @param {AbortSignal} [signal] */
const get = (path, signal) => ask(path, { signal });

/** @param {string} path @param {unknown} body @param {AbortSignal} signal */
const post = (path, body, signal) => ask(path, { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' }, signal });

/** @param {string} path @param {RequestInit} options @returns {Promise<any>} */
async function ask(path, options) {
  const answer = await fetch(new URL(path, base), { credentials: 'same-origin', ...options });
  if (answer.ok) return answer.json();
  const body = await answer.json().catch(() => ({}));
  throw new Problem(answer.status, body, Number(answer.headers.get('Retry-After')) || undefined);
}
