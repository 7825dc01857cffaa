// Pictures that come in a row, as one.

/**
 * How far two pictures that lie side by side are apart: the mean of the squared differences, of values from 0 to 1.
 * @param {ArrayLike<number>} pixels Red, green, blue and alpha of each pixel, 0 to 255, row by row.
 * @param {number} width Of one of the two.
 */
export function meanSquaredError(pixels, width) {
  const row = width * 8;
  let sum = 0;
  let count = 0;
  for (let start = 0; start + row <= pixels.length; start += row) {
    for (let x = 0; x < width * 4; x++) {
      if (x % 4 === 3) continue;
      sum += ((pixels[start + x] - pixels[start + width * 4 + x]) / 255) ** 2;
      count++;
    }
  }

  return count > 0 ? sum / count : 0;
}

/**
 * The frame to show next while all are played, there and back.
 * @param {number} at
 * @param {number} way 1 or -1.
 * @param {number} count
 * @returns {[at: number, way: number]}
 */
export function step(at, way, count) {
  const turned = at + way < 0 || at + way >= count ? -way : way;
  return [Math.min(Math.max(at + turned, 0), count - 1), turned];
}

/** Which of many frames show the way at a glance: both ends, and as many between as are wanted. @param {number} count @param {number} wanted 2 or more. */
export const glance = (count, wanted) => Array.from({ length: Math.min(count, wanted) }, (_, i) => Math.round(i * (count - 1) / (Math.min(count, wanted) - 1)));
