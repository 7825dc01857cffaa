// What narrows the pictures down, in the search and in the collection alike: keys, a folder of the index, a class.

import { folderPattern } from '../pure/format.js';
import { current, go, served, t } from '../state.js';
import { html, nothing } from '../vendor/lit-html.js';

/** The fields. @param {boolean} hasLabels Whether pictures have classes. */
export function filters(hasLabels) {
  const { match, label } = current();
  const folders = served()?.folders ?? [];
  return html`
    <label>${t('match')} <input type="text" .value=${match} placeholder=${t('matchHint')} maxlength="256"
      @change=${event => go({ match: event.target.value.trim() })}></label>
    ${folders.length === 0 ? nothing : html`<label>${t('folder')} <select @change=${event => go({ match: event.target.value })}>
      <option value="" .selected=${match === ''}>${t('allFolders')}</option>
      ${folders.map(folder => html`<option value=${folderPattern(folder)} .selected=${match === folderPattern(folder)}>${folder}</option>`)}
    </select></label>`}
    ${hasLabels || label !== undefined ? html`<label>${t('label')} <input class="short" type="number" min="0" max="999999999" step="1" .value=${label === undefined ? '' : String(label)} placeholder=${t('allLabels')}
      @change=${event => go({ label: event.target.value === '' || !event.target.validity.valid ? undefined : Number(event.target.value) })}></label>` : nothing}`;
}
