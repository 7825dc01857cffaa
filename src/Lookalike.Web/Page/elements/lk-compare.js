// Two pictures, closely: side by side, one over the other, what differs, and why the model holds them for alike.

import { explainFault } from '../announce.js';
import * as api from '../api.js';
import { place, strengths } from '../pure/contribution.js';
import { distance, nameOf } from '../pure/format.js';
import { language, t } from '../state.js';
import { html, nothing, render } from '../vendor/lit-html.js';

/** @typedef {import('../pure/address.js').Example} Example */
/** @typedef {import('../api.js').Hit} Hit */
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
  #fault = '';
  /** @type {api.Picture | undefined} */
  #picture;
  /** @type {api.Explanation | undefined} */
  #why;
  #stop = new AbortController();

  set hit(/** @type {Hit} */ value) {
    if (value === this.#hit) return;
    this.#hit = value;
    [this.#why, this.#picture, this.#fault] = [undefined, undefined, ''];
    if (this.isConnected) this.#begin();
  }

  connectedCallback() {
    this.#begin();
    /** @type {HTMLDialogElement} */ (this.querySelector('dialog')).showModal();
  }

  disconnectedCallback() {
    this.#stop.abort();
  }

  async #begin() {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.#draw();
    await this.#guarded(async () => { this.#picture = await api.image(/** @type {Hit} */ (this.#hit).id, this.#stop.signal); });
    if (this.#way === 'why') this.#explain();
  }

  async #explain() {
    const { example } = this;
    if (this.#why || !example) return;
    await this.#guarded(async () => { this.#why = await api.explain(example, /** @type {Hit} */ (this.#hit).key, this.#stop.signal); });
  }

  /** @param {() => Promise<void>} work */
  async #guarded(work) {
    const { signal } = this.#stop;
    try {
      await work();
    } catch (fault) {
      if (!signal.aborted) this.#fault = explainFault(fault);
    }

    if (!signal.aborted) this.#draw();
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
      <dialog aria-label=${t('compare')} @close=${() => this.dispatchEvent(new CustomEvent('lk-close'))} @keydown=${(/** @type {KeyboardEvent} */ event) => this.#press(event)}>
        <div class="bar">
          <div role="group" aria-label=${t('compare')}>
            ${ways.map(way => html`<button type="button" aria-pressed=${this.#way === way} @click=${() => this.#choose(way)}>${t(way)}</button>`)}
          </div>
          <label>${t('zoom')} <input type="range" min="1" max="6" step="0.5" .value=${String(this.#zoom)}
            @input=${(/** @type {any} */ event) => { this.#zoom = Number(event.target.value); this.#draw(); }}></label>
          <button type="button" @click=${() => /** @type {HTMLDialogElement} */ (this.querySelector('dialog')).close()}>${t('close')}</button>
        </div>
        ${this.#fault ? html`<p class="fault" role="alert">${this.#fault}</p>` : nothing}
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
    return this.example?.picture ?? api.thumbnail(this.example?.key ?? '', 320);
  }

  #sentence() {
    if (!this.#why) return this.#fault ? '' : t('whyWorking');
    return t('whySaid', { query: t(place(this.#why.query, this.#why.columns)), hit: t(place(this.#why.hit, this.#why.columns)) });
  }

  /** @param {string} source @param {string} caption @param {number[] | undefined} cells */
  #figure(source, caption, cells) {
    return html`<figure><div class="view"><img src=${source} alt=${caption}>${this.#way === 'why' && cells && this.#why ? this.#map(cells, this.#why) : nothing}</div>
      <figcaption>${caption}</figcaption></figure>`;
  }

  /** What counts stays bright, whatever its colour. Both maps in one scale. @param {number[]} cells @param {api.Explanation} why */
  #map(cells, why) {
    const shown = strengths(cells, Math.max(...why.query, ...why.hit));
    return html`<svg class="map" viewBox="0 0 ${why.columns} ${why.rows}" preserveAspectRatio="none" aria-hidden="true">
      ${shown.map((strength, i) => html`<svg x=${i % why.columns} y=${Math.floor(i / why.columns)} width="1" height="1"><rect width="1" height="1" fill-opacity=${((1 - strength) * 0.75).toFixed(3)}></rect></svg>`)}
    </svg>`;
  }
}

customElements.define('lk-compare', Compare);
