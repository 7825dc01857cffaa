// Chooses a picture: one of the collection, by sight or by key, or one of the user's own.

import './lk-pictures.js';
import { announce } from '../announce.js';
import * as api from '../api.js';
import { faultOf, Inquiry } from '../inquiry.js';
import { bring } from '../pictures.js';
import { t } from '../state.js';
import { html, nothing, render } from '../vendor/lit-html.js';
import { fileField, keyField } from './fields.js';

/** @import { Example, Picture } from '../types' */

const page = 12;

class Choice extends HTMLElement {
  /** @type {Picture[]} */
  #images = [];
  /** @type {string | null} */
  #next = null;
  #inquiry = new Inquiry(() => this.#draw());

  connectedCallback() {
    this.#show('');
  }

  disconnectedCallback() {
    this.#inquiry.end();
  }

  /** @param {string} after */
  #show(after) {
    this.#inquiry.begin(async signal => {
      const { images, next } = await api.images({ after, size: page }, signal);
      [this.#images, this.#next] = [images, next];
    });
  }

  /** @param {Blob} file */
  #take(file) {
    this.#inquiry.begin(async signal => {
      const { example, note } = await bring(file, signal);
      if (note) announce(note);
      this.#tell(example);
    });
  }

  /** @param {Example} example */
  #tell(example) {
    this.dispatchEvent(new CustomEvent('lk-choose', { detail: example }));
  }

  #draw() {
    render(html`
      <div class="choice">
        <div class="ways">
          ${fileField(files => this.#take(files[0]))}
          ${keyField(key => this.#tell({ key, weight: 1 }), 'take')}
        </div>
        ${faultOf(this.#inquiry.fault)}
        <lk-pictures class="few" .label=${t('collection')} .images=${this.#images}
          @lk-choose=${event => this.#tell({ key: event.detail.key, weight: 1 })}></lk-pictures>
        ${this.#next === null ? nothing : html`<button type="button" @click=${() => this.#show(this.#next ?? '')}>${t('others')}</button>`}
      </div>`, this);
  }
}

customElements.define('lk-choice', Choice);
