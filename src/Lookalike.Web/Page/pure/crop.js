// The rectangle that is cut from a picture: shares of its width and height, never outside it, never smaller than can be taken hold of.

/** @import { Crop } from '../types' */

/** The smallest side of a crop. */
export const smallest = 0.05;

/** All of a picture. @type {Crop} */
export const whole = { x: 0, y: 0, width: 1, height: 1 };

/** Moves a crop, as far as there is room. @param {Crop} crop @param {number} dx @param {number} dy @returns {Crop} */
export const move = (crop, dx, dy) => ({ ...crop, x: clamp(crop.x + dx, 0, 1 - crop.width), y: clamp(crop.y + dy, 0, 1 - crop.height) });

/**
 * Moves the sides that a handle has hold of.
 * @param {Crop} crop
 * @param {string} handle Any of n, s, w, e, or two of them for a corner.
 * @param {number} dx
 * @param {number} dy
 * @returns {Crop}
 */
export function resize(crop, handle, dx, dy) {
  let [left, top, right, bottom] = [crop.x, crop.y, crop.x + crop.width, crop.y + crop.height];
  if (handle.includes('w')) left = clamp(left + dx, 0, right - smallest);
  if (handle.includes('e')) right = clamp(right + dx, left + smallest, 1);
  if (handle.includes('n')) top = clamp(top + dy, 0, bottom - smallest);
  if (handle.includes('s')) bottom = clamp(bottom + dy, top + smallest, 1);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Whether a crop leaves nothing out. @param {Crop} crop */
export const isWhole = crop => crop.width > 0.999 && crop.height > 0.999;

/** @param {number} value @param {number} low @param {number} high */
const clamp = (value, low, high) => Math.min(Math.max(value, low), Math.max(low, high));
