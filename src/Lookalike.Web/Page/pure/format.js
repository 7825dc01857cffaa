// Numbers and names as people read them.

/** The part of a key after its last slash. @param {string} key */
export const nameOf = key => key.slice(key.lastIndexOf('/') + 1);

/** The part of a key before its last slash; '' where it has none. @param {string} key */
export const folderOf = key => key.slice(0, Math.max(0, key.lastIndexOf('/')));

/** The pattern of all keys of a folder of the index. A star in its name is matched as any letter. @param {string} folder */
export const folderPattern = folder => `${folder.replaceAll('*', '?')}/**`;

/**
 * A distance in as many digits as tell two hits apart.
 * @param {number} distance
 * @param {string} language
 */
export const distance = (distance, language) => new Intl.NumberFormat(language, { minimumFractionDigits: 3, maximumFractionDigits: 3 }).format(distance);

/** A count. @param {number} value @param {string} language */
export const count = (value, language) => new Intl.NumberFormat(language).format(value);

/**
 * Bytes in the unit that leaves one to three digits before the point.
 * @param {number} bytes
 * @param {string} language
 */
export function bytes(bytes, language) {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
  const step = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  return new Intl.NumberFormat(language, { style: 'unit', unit: units[step], maximumFractionDigits: step ? 1 : 0 }).format(bytes / 1000 ** step);
}

/** A day. @param {string} time ISO 8601 @param {string} language */
export const day = (time, language) => new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(new Date(time));

/** A loss, or another number that may be small, in three digits. @param {number} value @param {string} language */
export const small = (value, language) => new Intl.NumberFormat(language, { maximumSignificantDigits: 3 }).format(value);

/** A share, in percent. @param {number} value 0 to 1 @param {string} language */
export const share = (value, language) => new Intl.NumberFormat(language, { style: 'percent' }).format(value);

/** A duration in the one or two units that matter. @param {number} seconds @param {string} language */
export function duration(seconds, language) {
  const say = (/** @type {number} */ value, /** @type {string} */ unit) =>
    new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: 0 }).format(value);
  const minutes = Math.round(seconds / 60);
  if (seconds < 60) return say(Math.round(seconds), 'second');
  if (minutes < 60) return say(minutes, 'minute');
  return minutes % 60 === 0 ? say(minutes / 60, 'hour') : `${say(Math.floor(minutes / 60), 'hour')} ${say(minutes % 60, 'minute')}`;
}
