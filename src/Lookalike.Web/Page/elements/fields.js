// Fields that several views have.

import { folderPattern } from '../pure/format.js';
import { current, go, served, t } from '../state.js';
import { html, nothing } from '../vendor/lit-html.js';

/** What narrows pictures down: their keys, and where they have them their classes. @param {boolean} hasLabels */
export function filters(hasLabels) {
  const { match, label } = current();
  return html`
    <label>${t('match')} <input type="text" .value=${match} placeholder=${t('matchHint')} maxlength="256"
      @change=${event => go({ match: event.target.value.trim() })}></label>
    ${hasLabels || label !== undefined ? html`<label>${t('label')} <input class="short" type="number" min="0" max="999999999" step="1" .value=${label === undefined ? '' : String(label)} placeholder=${t('allLabels')}
      @change=${event => go({ label: event.target.value === '' || !event.target.validity.valid ? undefined : Number(event.target.value) })}></label>` : nothing}`;
}

/** Chooses a folder of the index. */
export function folderField() {
  const { match } = current();
  const folders = served()?.folders ?? [];
  return folders.length === 0 ? nothing : html`<label>${t('folder')} <select @change=${event => go({ match: event.target.value })}>
    <option value="" .selected=${match === ''}>${t('allFolders')}</option>
    ${folders.map(folder => html`<option value=${folderPattern(folder)} .selected=${match === folderPattern(folder)}>${folder}</option>`)}
  </select></label>`;
}

/** Takes files of the user. @param {(files: File[]) => void} take @param {boolean} [isMultiple] */
export const fileField = (take, isMultiple = false) => html`
  <label class="button">${t('choose')}<input class="quiet" type="file" accept="image/*" ?multiple=${isMultiple}
    @change=${event => { take([...event.target.files]); event.target.value = ''; }}></label>`;

/** Takes the key of an indexed picture. @param {(key: string) => void} take @param {string} verb Says what is done with it. @param {string} [id] Of the field. */
export const keyField = (take, verb, id) => html`
  <form @submit=${event => {
    event.preventDefault();
    const field = event.target.querySelector('input');
    const key = field.value.trim();
    field.value = '';
    if (key) take(key);
  }}>
    <label><span class="quiet">${t('key')}</span><input id=${id ?? nothing} type="text" placeholder=${t('key')} autocomplete="off" spellcheck="false"></label>
    <button>${t(verb)}</button>
  </form>`;
