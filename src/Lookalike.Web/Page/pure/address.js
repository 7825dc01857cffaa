// What the address bar says of a view, so that a link reproduces it. Uploaded pictures are not in it: nobody else has them.

/** @import { Example, Place, View } from '../types' */

const digits = 4;

/** The views, in the order in which they are offered. @type {readonly View[]} */
export const views = ['search', 'collection', 'model', 'training'];

/** The place where everybody begins. @returns {Place} */
export const home = () => ({
  view: 'search', examples: [], match: '', label: undefined, collapse: false, strange: false, from: undefined, to: undefined,
});

/** Writes a place as query and fragment of an address. @param {Place} place @returns {string} '' for the place where everybody begins */
export function write(place) {
  const parameters = new URLSearchParams();
  for (const example of place.examples) {
    if (example.key === undefined) continue;
    const crop = example.crop ? [example.crop.x, example.crop.y, example.crop.width, example.crop.height].map(round).join(',') : '';
    parameters.append('like', `${round(example.weight)}:${crop}:${example.key}`);
  }

  if (place.match) parameters.set('match', place.match);
  if (place.label !== undefined) parameters.set('label', String(place.label));
  if (place.collapse) parameters.set('collapse', '1');
  if (place.strange) parameters.set('sort', 'strangeness');
  if (place.from?.key !== undefined) parameters.set('from', place.from.key);
  if (place.to?.key !== undefined) parameters.set('to', place.to.key);
  const text = parameters.toString();
  return (text && `?${text}`) + (place.view === 'search' ? '' : `#${place.view}`);
}

/** Reads a place; what it does not understand it leaves out. @param {string} query @param {string} [fragment] @returns {Place} */
export function read(query, fragment = '') {
  const parameters = new URLSearchParams(query);
  const named = (/** @type {string} */ name) => { const key = parameters.get(name); return key ? { key, weight: 1 } : undefined; };
  const label = parameters.get('label') ?? '';
  return {
    view: views.find(view => view === (fragment.slice(1) || parameters.get('view'))) ?? 'search',
    examples: parameters.getAll('like').flatMap(readExample),
    match: parameters.get('match') ?? '',
    label: /^-?\d{1,9}$/.test(label) ? Number(label) : undefined,
    collapse: parameters.get('collapse') === '1',
    strange: parameters.get('sort') === 'strangeness',
    from: named('from'),
    to: named('to'),
  };
}

/** @param {string} text @returns {Example[]} one, or none */
function readExample(text) {
  const [weight, crop] = text.split(':', 2);
  const key = text.slice(weight.length + (crop?.length ?? 0) + 2);
  const value = Number(weight);
  if (!key || !weight || !(Math.abs(value) <= 1)) return [];
  const sides = crop.split(',').map(Number);
  const isCrop = sides.length === 4 && sides.every(side => side >= 0 && side <= 1) && sides[2] > 0 && sides[3] > 0;
  return [{ key, weight: value, ...(isCrop && { crop: { x: sides[0], y: sides[1], width: sides[2], height: sides[3] } }) }];
}

/** @param {number} value */
const round = value => Number(value.toFixed(digits));
