// Whether a hit is of the class that was searched for, where pictures have classes.

/**
 * The class that is searched for.
 * @param {readonly (number | null | undefined)[]} labels Those of the examples that hits shall look like; null for one that has none.
 * @returns {number | undefined} None where they are of several, or one of them has none.
 */
export const wanted = labels => labels.length > 0 && labels.every(label => label === labels[0]) ? labels[0] ?? undefined : undefined;

/** What a frame says of a hit. @param {number | undefined} wanted @param {number | null} label @returns {'same' | 'other' | ''} */
export const verdict = (wanted, label) => wanted === undefined || label === null ? '' : wanted === label ? 'same' : 'other';
