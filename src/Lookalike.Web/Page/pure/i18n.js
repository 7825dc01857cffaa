// The words of the page, in the languages that it has.

/** The languages, the first for everybody whose own is not here. */
export const languages = ['en', 'de'];

/** The language to begin with. @param {readonly string[]} wanted The user's, best first. */
export const choose = wanted => wanted.map(language => language.slice(0, 2)).find(language => languages.includes(language)) ?? languages[0];

/**
 * A sentence with its values put in.
 * @param {Record<string, string>} words
 * @param {string} name Of the sentence. One that is counted has a second one, `name.one`, for a single thing.
 * @param {Record<string, string | number>} [values] What stands in braces; `n` is what is counted.
 * @returns {string} The name itself where there is no such sentence: better than nothing, and seen at once.
 */
export function say(words, name, values = {}) {
  const sentence = (values.n === 1 ? words[`${name}.one`] : undefined) ?? words[name] ?? name;
  return sentence.replace(/\{(\w+)\}/g, (all, value) => String(values[value === 'n' && 'shown' in values ? 'shown' : value] ?? all));
}
