// Pictures that the user brings: chosen, pasted, or dropped anywhere on the page.

import * as api from './api.js';

/** @import { Example } from './types' */

/**
 * Uploads a picture.
 * @param {Blob} file
 * @param {AbortSignal} [signal]
 * @returns {Promise<{ example: Example, note: string? }>} The note says what was done to it that nobody would expect.
 */
export async function bring(file, signal) {
  const { query, note } = await api.upload(file, signal);
  return { example: { query, file, picture: URL.createObjectURL(file), weight: 1 }, note };
}

/**
 * Does something with examples. Where the server has forgotten one that was uploaded, it is uploaded again: the page still has it.
 * @template T
 * @param {Example[]} examples
 * @param {(examples: Example[]) => Promise<T>} work
 * @param {AbortSignal} signal
 * @returns {Promise<T>}
 */
export async function remembered(examples, work, signal) {
  try {
    return await work(examples);
  } catch (fault) {
    if (!isForgotten(fault, examples)) throw fault;
    return work(await renew(examples, signal));
  }
}

/** Whether the server has forgotten a picture that the page still has. @param {unknown} fault @param {Example[]} examples */
export const isForgotten = (fault, examples) =>
  fault instanceof api.Problem && fault.is('unknown-query') && examples.some(example => example.file);

/** Uploads again what was uploaded. @param {Example[]} examples @param {AbortSignal} signal */
export const renew = (examples, signal) => Promise.all(examples.map(async example =>
  example.file ? { ...example, query: (await api.upload(example.file, signal)).query } : example));

/** @param {Example} example @param {number} size 64, 160 or 320 */
export const shown = (example, size) => example.picture ?? api.thumbnail(example.key ?? '', size);

/**
 * Takes the files that are pasted, or dropped where nothing else takes them: they would replace the page otherwise.
 * @param {(files: File[]) => void} take
 * @returns {() => void} Ends it.
 */
export function everywhere(take) {
  const end = new AbortController();
  const hear = (/** @type {string} */ name, /** @type {(event: any) => void} */ listener) => addEventListener(name, listener, { signal: end.signal });
  hear('paste', event => {
    const files = [...event.clipboardData?.files ?? []];
    if (files.length === 0) return;
    event.preventDefault();
    take(files);
  });
  hear('dragover', event => event.preventDefault());
  hear('drop', event => {
    event.preventDefault();
    take([...event.dataTransfer?.files ?? []]);
  });
  return () => end.abort();
}
