// What an explanation says, in words, for those who do not see its map.

/** Below this share of the strongest cell a cell says nothing. */
export const least = 0.1;

/**
 * How strongly each cell is shown: 0 to 1, the strongest of both maps being 1.
 * @param {readonly number[]} cells
 * @param {number} strongest
 */
export const strengths = (cells, strongest) => cells.map(cell => {
  const share = strongest > 0 ? Math.max(0, cell) / strongest : 0;
  return share < least ? 0 : share;
});

/**
 * Where most of the likeness lies.
 * @param {readonly number[]} cells Row by row.
 * @param {number} columns
 * @returns {string} One of nowhere, everywhere, top, bottom, left, right, middle, and the four corners as topLeft and so on.
 */
export function place(cells, columns) {
  const weights = strengths(cells, Math.max(...cells));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return 'nowhere';
  const rows = cells.length / columns;
  let [x, y, spread] = [0, 0, 0];
  weights.forEach((weight, i) => {
    x += weight * ((i % columns + 0.5) / columns - 0.5);
    y += weight * ((Math.floor(i / columns) + 0.5) / rows - 0.5);
  });
  [x, y] = [x / total, y / total];
  weights.forEach((weight, i) => {
    spread += weight * (((i % columns + 0.5) / columns - 0.5 - x) ** 2 + ((Math.floor(i / columns) + 0.5) / rows - 0.5 - y) ** 2);
  });
  const vertical = y < -0.12 ? 'top' : y > 0.12 ? 'bottom' : '';
  const horizontal = x < -0.12 ? 'left' : x > 0.12 ? 'right' : '';
  if (!vertical && !horizontal) return Math.sqrt(spread / total) > 0.33 ? 'everywhere' : 'middle';
  return vertical && horizontal ? vertical + horizontal[0].toUpperCase() + horizontal.slice(1) : vertical + horizontal;
}
