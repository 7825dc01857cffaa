// What the address bar says of a view, so that a link reproduces it. Uploaded pictures are not in it: nobody else has them.

/**
 * @typedef {{ x: number, y: number, width: number, height: number }} Crop Shares of a picture's width and height, 0 to 1.
 * @typedef {{ key?: string, query?: string, picture?: string, file?: Blob, weight: number, crop?: Crop }} Example
 *   An indexed picture by its key, or an uploaded one by its token; `picture` is where the page gets it to show.
 * @typedef {{ view: View, examples: Example[], match: string, collapse: boolean }} Place
 * @typedef {'search' | 'collection'} View
 */

const digits = 4;

/** The place where everybody begins. @returns {Place} */
export const home = () => ({ view: 'search', examples: [], match: '', collapse: false });

/** Writes a place as the query of an address. @param {Place} place @returns {string} '' for the place where everybody begins */
export function write(place) {
  const parameters = new URLSearchParams();
  if (place.view !== 'search') parameters.set('view', place.view);
  for (const example of place.examples) {
    if (example.key === undefined) continue;
    const crop = example.crop ? [example.crop.x, example.crop.y, example.crop.width, example.crop.height].map(round).join(',') : '';
    parameters.append('like', `${round(example.weight)}:${crop}:${example.key}`);
  }

  if (place.match) parameters.set('match', place.match);
  if (place.collapse) parameters.set('collapse', '1');
  const text = parameters.toString();
  return text && `?${text}`;
}

/** Reads a place; what it does not understand it leaves out. @param {string} query @returns {Place} */
export function read(query) {
  const parameters = new URLSearchParams(query);
  return {
    view: parameters.get('view') === 'collection' ? 'collection' : 'search',
    examples: parameters.getAll('like').flatMap(readExample),
    match: parameters.get('match') ?? '',
    collapse: parameters.get('collapse') === '1',
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
