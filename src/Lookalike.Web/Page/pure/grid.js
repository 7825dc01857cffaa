// Where a key of the keyboard leads in a grid that is read row by row.

/**
 * @param {string} key As in KeyboardEvent.key.
 * @param {number} at The place that has the focus.
 * @param {number} count Places in all.
 * @param {number} columns Places of a row.
 * @returns {number | undefined} The place to go to; undefined where the key means nothing here.
 */
export function next(key, at, count, columns) {
  const rows = Math.ceil(count / columns);
  const row = Math.floor(at / columns);
  switch (key) {
    case 'ArrowRight': return Math.min(at + 1, count - 1);
    case 'ArrowLeft': return Math.max(at - 1, 0);
    case 'ArrowDown': return row + 1 < rows ? Math.min(at + columns, count - 1) : at;
    case 'ArrowUp': return row > 0 ? at - columns : at;
    case 'Home': return 0;
    case 'End': return count - 1;
    default: return undefined;
  }
}
