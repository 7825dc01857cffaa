// The HTTP API of the page's own server.

const base = new URL('api/v1/', document.baseURI);

/** Why a request was refused, in the server's words. */
export class Problem extends Error {
  /** @param {number} status @param {{ type?: string, title?: string, detail?: string, command?: string }} body @param {number} [seconds] */
  constructor(status, body, seconds) {
    super(body.detail ?? body.title ?? `HTTP ${status}`);
    this.name = 'Problem';
    this.status = status;
    this.type = body.type ?? '';
    this.command = body.command;
    this.seconds = seconds;
  }

  /** Whether it is of a kind. @param {string} kind The last part of its type. */
  is(kind) {
    return this.type.endsWith(`:${kind}`);
  }
}

/** The size of pictures in a grid. */
const embed = 160;

/** @import { Example, Explanation, Found, Hit, Model, Picture, Session, State, Status } from './types' */

/** Asks for the key. @type {() => Promise<boolean>} Whether it was given. */
let askKey = async () => false;

/** @type {Promise<boolean> | undefined} */
let asking;

/** Says who asks for the key. Requests wait for it. @param {() => Promise<boolean>} ask Whether it was given. */
export const whenLocked = ask => { askKey = ask; };

/** What may be done here. @returns {Promise<Session>} */
export const session = () => get('session');

/** @param {string} key */
export const signIn = key => send('session', { method: 'POST', headers: { Authorization: `Bearer ${key}` } });

export const signOut = () => send('session', { method: 'DELETE' });

/** @param {AbortSignal} [signal] @returns {Promise<Status>} */
export const status = signal => get('status', signal);

/**
 * Searches.
 * @param {Example[]} examples
 * @param {{ top: number, skip: number, match?: string, label?: number, collapse?: number }} options
 * @param {AbortSignal} signal
 * @returns {Promise<Found>}
 */
export const search = (examples, options, signal) => post('search', {
  examples: examples.map(example => ({ ...bare(example), weight: example.weight })),
  ...options,
  embed,
}, signal);

/** Uploads a picture. @param {Blob} file @param {AbortSignal} [signal] @returns {Promise<{ query: string, width: number, height: number, note: string? }>} */
export const upload = (file, signal) => ask('queries', {
  method: 'POST', body: file, headers: { 'Content-Type': file.type.startsWith('image/') ? file.type : 'image/unknown' }, signal,
});

/**
 * A page of the collection.
 * @param {{ after?: string, match?: string, size?: number, sort?: 'strangeness' }} options
 * @param {AbortSignal} [signal]
 * @returns {Promise<{ images: Picture[], next: string? }>}
 */
export function images(options, signal) {
  const wanted = Object.entries({ ...options, embed }).filter(([, value]) => value !== undefined && value !== '');
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

/** @param {Picture | Hit} image */
export const small = image => image.embedded ?? sized(image.thumbnail, embed);

/** Why two pictures are alike. @param {Example} query @param {string} hit @param {AbortSignal} signal @returns {Promise<Explanation>} */
export const explain = (query, hit, signal) => post('explanations', { query: bare(query), hit }, signal);

/** The model. @param {AbortSignal} signal @returns {Promise<Model>} */
export const model = signal => get('model', signal);

/** What the model sees of a picture, and beside it what it draws. @param {Example} example @param {AbortSignal} signal @returns {Promise<ImageBitmap>} */
export const reconstruct = (example, signal) => frames('reconstructions', { example: bare(example) }, signal);

/** What the model draws on the way between two pictures. @param {Example} from @param {Example} to @param {number} count @param {AbortSignal} signal */
export const walk = (from, to, count, signal) => frames('walks', { from: bare(from), to: bare(to), frames: count }, signal);

/** How training is. @returns {Promise<{ state: State, heard: string? }>} */
export const training = () => get('training');

/** What training tells, from its beginning on. A broken connection is made anew. */
export const trainingEvents = () => new EventSource(new URL('training/events', base));

/** An example as the server knows it. @param {Example} example */
const bare = ({ key, query, crop }) => ({ ...(key === undefined ? { query } : { key }), ...(crop && { crop }) });

/** @param {string} path @param {unknown} body @param {AbortSignal} signal @returns {Promise<ImageBitmap>} Frames in a row. */
const frames = async (path, body, signal) => createImageBitmap(await post(path, body, signal), { colorSpaceConversion: 'none' });

/** @param {string} path @param {AbortSignal} [signal] */
const get = (path, signal) => ask(path, { signal });

/** @param {string} path @param {unknown} body @param {AbortSignal} signal */
const post = (path, body, signal) => ask(path, { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' }, signal });

/** Sends a request, and once more when the key that it lacked was given. @param {string} path @param {RequestInit} options @returns {Promise<any>} */
async function ask(path, options) {
  try {
    return await send(path, options);
  } catch (fault) {
    if (!(fault instanceof Problem && fault.is('key-required'))) throw fault;
    asking ??= askKey().finally(() => { asking = undefined; });
    if (!await asking) throw fault;
    return ask(path, options);
  }
}

/** @param {string} path @param {RequestInit} options @returns {Promise<any>} */
async function send(path, options) {
  const answer = await fetch(new URL(path, base), { credentials: 'same-origin', ...options });
  if (!answer.ok) throw new Problem(answer.status, await answer.json().catch(() => ({})), Number(answer.headers.get('Retry-After')) || undefined);
  if (answer.status === 204) return undefined;
  return answer.headers.get('Content-Type')?.startsWith('image/') ? answer.blob() : answer.json();
}
