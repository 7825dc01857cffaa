// Two pictures, closely: side by side, one over the other, what differs, and why the model holds them for alike.

import * as api from '../api.js';
import { faultOf, Inquiry } from '../inquiry.js';
import { place, strengths } from '../pure/contribution.js';
import { distance, nameOf } from '../pure/format.js';
import { shown } from '../pictures.js';
import { language, t } from '../state.js';
import { html, nothing, render } from '../vendor/lit-html.js';

/** @import { Example, Explanation, Hit, Picture } from '../types' */
/** @typedef {'side' | 'flip' | 'difference' | 'why'} Way */

/** @type {Way[]} */
const ways = ['side', 'flip', 'difference', 'why'];

class Compare extends HTMLElement {
  /** @type {Example | undefined} */
  example;
  /** @type {Hit | undefined} */
  #hit;
  /** @type {Way} */
  #way = 'side';
  #flipped = false;
  #zoom = 1;
  /** @type {Picture | undefined} */
  #picture;
  /** @type {Explanation | undefined} */
  #why;
  #inquiry = new Inquiry(() => this.#draw());

  set hit(/** @type {Hit} */ value) {
    if (value === this.#hit) return;
    this.#hit = value;
    [this.#why, this.#picture] = [undefined, undefined];
    if (this.isConnected) this.#begin();
  }

  connectedCallback() {
    this.#begin();
    /** @type {HTMLDialogElement} */ (this.querySelector('dialog')).showModal();
  }

  disconnectedCallback() {
    this.#inquiry.end();
  }

  async #begin() {
    await this.#inquiry.begin(async signal => { this.#picture = await api.image(/** @type {Hit} */ (this.#hit).id, signal); });
    if (this.#way === 'why') this.#explain();
  }

  #explain() {
    const { example } = this;
    if (this.#why || !example) return;
    this.#inquiry.ask(async signal => { this.#why = await api.explain(example, /** @type {Hit} */ (this.#hit).key, signal); });
  }

  /** @param {Way} way */
  #choose(way) {
    this.#way = way;
    if (way === 'why') this.#explain();
    this.#draw();
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    if (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'f') {
      this.#flipped = !this.#flipped;
      this.#choose('flip');
    } else if (event.key === 'd') {
      this.#choose('difference');
    } else if (event.key === 'w') {
      this.#choose('why');
    } else {
      return;
    }

    event.preventDefault();
    event.stopPropagation();
  }

  #draw() {
    const hit = this.#hit;
    if (!hit) return;
    const name = nameOf(hit.key);
    render(html`
      <dialog aria-label=${t('compare')} @close=${() => this.dispatchEvent(new CustomEvent('lk-close'))} @keydown=${event => this.#press(event)}>
        <div class="bar">
          <div role="group" aria-label=${t('compare')}>
            ${ways.map(way => html`<button type="button" aria-pressed=${this.#way === way} @click=${() => this.#choose(way)}>${t(way)}</button>`)}
          </div>
          <label>${t('zoom')} <input type="range" min="1" max="6" step="0.5" .value=${String(this.#zoom)}
            @input=${event => { this.#zoom = Number(event.target.value); this.#draw(); }}></label>
          <button type="button" @click=${() => /** @type {HTMLDialogElement} */ (this.querySelector('dialog')).close()}>${t('close')}</button>
        </div>
        ${faultOf(this.#inquiry.fault)}
        <div class="pair ${this.#way}" @click=${() => { if (this.#way === 'flip') { this.#flipped = !this.#flipped; this.#draw(); } }}>
          ${this.#way === 'flip' && this.#flipped ? nothing : this.#figure(this.#mine, t('yours'), this.#why?.query)}
          ${this.#way === 'flip' && !this.#flipped ? nothing : this.#figure(api.sized(hit.thumbnail, 320), t('theirs'), this.#why?.hit)}
        </div>
        ${this.#way === 'why' ? html`<p aria-live="polite">${this.#sentence()}</p>` : nothing}
        <p><strong>${name}</strong> · ${t('distance', { distance: distance(hit.distance, language) })}
          ${this.#picture?.width ? ` · ${t('pictureSize', { width: this.#picture.width, height: this.#picture.height ?? 0 })}` : nothing}
          ${this.#picture?.file ? html` · <a href=${this.#picture.file} target="_blank" rel="noopener">${t('open')}</a>` : nothing}</p>
        <p class="key">${hit.key}</p>
      </dialog>`, this);
    for (const image of this.querySelectorAll('.pair img, .pair svg')) /** @type {HTMLElement} */ (image).style.transform = `scale(${this.#zoom})`;
  }

  get #mine() {
    return shown(this.example ?? { weight: 1 }, 320);
  }

  #sentence() {
    if (!this.#why) return this.#inquiry.fault ? '' : t('whyWorking');
    return t('whySaid', { query: t(place(this.#why.query, this.#why.columns)), hit: t(place(this.#why.hit, this.#why.columns)) });
  }

  /** @param {string} source @param {string} caption @param {number[] | undefined} cells */
  #figure(source, caption, cells) {
    return html`<figure><div class="view"><img src=${source} alt=${caption}>${this.#way === 'why' && cells && this.#why ? this.#map(cells, this.#why) : nothing}</div>
      <figcaption>${caption}</figcaption></figure>`;
  }

  /** What counts stays bright, whatever its colour. Both maps in one scale. @param {number[]} cells @param {Explanation} why */
  #map(cells, why) {
    const shown = strengths(cells, Math.max(...why.query, ...why.hit));
    return html`<svg class="map" viewBox="0 0 ${why.columns} ${why.rows}" preserveAspectRatio="none" aria-hidden="true">
      ${shown.map((strength, i) => html`<svg x=${i % why.columns} y=${Math.floor(i / why.columns)} width="1" height="1"><rect width="1" height="1" fill-opacity=${((1 - strength) * 0.75).toFixed(3)}></rect></svg>`)}
    </svg>`;
  }
}

customElements.define('lk-compare', Compare);
