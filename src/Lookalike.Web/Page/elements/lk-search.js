// Searching: the query, the hits, and the comparison of one of them.

import './lk-compare.js';
import './lk-crop.js';
import './lk-hits.js';
import './lk-query.js';
import { announce, explainFault } from '../announce.js';
import * as api from '../api.js';
import { count, nameOf } from '../pure/format.js';
import { isWhole } from '../pure/crop.js';
import { current, go, language, listen, t } from '../state.js';
import { html, nothing, render } from '../vendor/lit-html.js';

/** @typedef {import('../pure/address.js').Example} Example */
/** @typedef {import('../api.js').Hit} Hit */

const page = 30;

/** The most that near copies are apart: what the command line's examples take. */
const nearCopy = 0.05;

class Search extends HTMLElement {
  /** @type {Hit[]} */
  #hits = [];
  /** @type {api.Found | undefined} */
  #found;
  /** @type {api.Picture[]} */
  #samples = [];
  /** @type {number | undefined} */
  #cropped;
  /** @type {Hit | undefined} */
  #compared;
  #asked = '';
  #said = '';
  #fault = '';
  #stop = new AbortController();
  #silence = () => {};

  connectedCallback() {
    this.#silence = listen(() => this.#update());
    this.#update();
  }

  disconnectedCallback() {
    this.#silence();
    this.#stop.abort();
  }

  #update() {
    const { examples, match, collapse } = current();
    const question = JSON.stringify([examples.map(({ file, picture, ...rest }) => rest), match, collapse]);
    if (question !== this.#asked) {
      this.#asked = question;
      if (this.#cropped !== undefined && !examples[this.#cropped]) this.#cropped = undefined;
      this.#search();
    }

    this.#draw();
  }

  async #search() {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.#fault = '';
    this.#found = undefined;
    if (!current().examples.some(example => example.weight > 0)) {
      this.#hits = [];
      this.#said = '';
      if (this.#samples.length === 0) await this.#guarded(async () => {
        this.#samples = (await api.images({ size: 12 }, this.#stop.signal)).images;
      });
      return;
    }

    this.#said = t('searching');
    await this.#more(0);
  }

  /** @param {number} skip */
  async #more(skip) {
    await this.#guarded(async () => {
      const { examples, match, collapse } = current();
      const found = await api.search(examples, { top: page, skip, ...(match && { match }), ...(collapse && { collapse: nearCopy }) }, this.#stop.signal);
      this.#hits = skip === 0 ? found.hits : [...this.#hits, ...found.hits];
      this.#found = found;
      this.#said = this.#hits.length === 0 ? t('foundNone') : t('found', {
        n: this.#hits.length, shown: count(this.#hits.length, language), images: count(found.images, language), milliseconds: count(Math.ceil(found.milliseconds), language),
      });
      if (skip === 0) announce(this.#said);
    });
  }

  /** Does something that may be refused, and says why. @param {() => Promise<void>} work */
  async #guarded(work) {
    const { signal } = this.#stop;
    try {
      await work();
    } catch (fault) {
      if (signal.aborted) return;
      if (fault instanceof api.Problem && fault.status === 404 && await this.#uploadAgain(signal)) return;
      this.#said = '';
      if (fault instanceof api.Problem && fault.seconds) this.#wait(fault.seconds);
      else this.#fault = explainFault(fault);
    }

    if (!signal.aborted) this.#draw();
  }

  /** A server that is busy says when to come again. @param {number} seconds */
  #wait(seconds) {
    this.#said = t('busy', { n: seconds });
    const timer = setTimeout(() => this.#search(), seconds * 1000);
    this.#stop.signal.addEventListener('abort', () => clearTimeout(timer));
  }

  /** Uploaded pictures are forgotten after a while; the page still has them. @param {AbortSignal} signal @returns {Promise<boolean>} */
  async #uploadAgain(signal) {
    const { examples } = current();
    if (!examples.some(example => example.file)) return false;
    try {
      const renewed = await Promise.all(examples.map(async example =>
        example.file ? { ...example, query: (await api.upload(example.file, signal)).query } : example));
      if (!signal.aborted) go({ examples: renewed }, { replace: true });
      return true;
    } catch {
      return false;
    }
  }

  /** @param {Example} example */
  #add(example) {
    go({ examples: [...current().examples, example] });
  }

  /** @param {Hit} hit @param {number} weight */
  #steer(hit, weight) {
    const others = current().examples.filter(example => example.key !== hit.key);
    go({ examples: [...others, { key: hit.key, weight }] });
  }

  /** @param {number} at @param {Partial<Example>} change */
  #change(at, change) {
    go({ examples: current().examples.map((example, i) => i === at ? { ...example, ...change } : example) }, { replace: true });
  }

  #draw() {
    const { examples, match, collapse } = current();
    const cropped = this.#cropped === undefined ? undefined : examples[this.#cropped];
    render(html`
      <lk-query .examples=${examples}
        @lk-add=${(/** @type {CustomEvent} */ event) => this.#add(event.detail)}
        @lk-change=${(/** @type {CustomEvent} */ event) => this.#change(event.detail.at, event.detail.change)}
        @lk-remove=${(/** @type {CustomEvent} */ event) => go({ examples: examples.filter((_, i) => i !== event.detail) })}
        @lk-clear=${() => go({ examples: [] })}
        @lk-crop=${(/** @type {CustomEvent} */ event) => { this.#cropped = this.#cropped === event.detail ? undefined : event.detail; this.#draw(); }}></lk-query>
      ${cropped === undefined ? nothing : html`
        <lk-crop .picture=${cropped.picture ?? api.thumbnail(cropped.key ?? '', 320)} .crop=${cropped.crop}
          @lk-rest=${(/** @type {CustomEvent} */ event) => this.#change(/** @type {number} */ (this.#cropped), { crop: isWhole(event.detail) ? undefined : event.detail })}
          @lk-close=${() => { this.#cropped = undefined; this.#draw(); }}></lk-crop>`}
      <form class="filters" @submit=${(/** @type {Event} */ event) => event.preventDefault()}>
        <label>${t('match')} <input type="text" .value=${match} placeholder=${t('matchHint')} maxlength="256"
          @change=${(/** @type {any} */ event) => go({ match: event.target.value.trim() })}></label>
        <label><input type="checkbox" .checked=${collapse} @change=${(/** @type {any} */ event) => go({ collapse: event.target.checked })}> ${t('collapse')}</label>
      </form>
      ${this.#fault ? html`<p class="fault" role="alert">${this.#fault} <button type="button" @click=${() => this.#search()}>${t('retry')}</button></p>` : nothing}
      ${examples.length === 0 ? this.#empty() : html`
        <p class="said">${this.#said}</p>
        <lk-hits .hits=${this.#hits} .more=${this.#found?.next ?? undefined}
          @lk-more=${(/** @type {CustomEvent} */ event) => this.#more(event.detail)}
          @lk-open=${(/** @type {CustomEvent} */ event) => { this.#compared = event.detail; this.#draw(); }}
          @lk-like=${(/** @type {CustomEvent} */ event) => this.#steer(event.detail, 1)}
          @lk-unlike=${(/** @type {CustomEvent} */ event) => this.#steer(event.detail, -0.5)}></lk-hits>`}
      ${this.#compared ? html`<lk-compare .example=${examples.find(example => example.weight > 0)} .hit=${this.#compared}
        @lk-close=${() => { this.#compared = undefined; this.#draw(); }}></lk-compare>` : nothing}`, this);
  }

  #empty() {
    return html`
      <section class="empty">
        <p>${t('emptySearch')}</p>
        ${this.#samples.length === 0 ? nothing : html`
          <p id="begin">${t('emptyHint')}</p>
          <ul class="grid" aria-labelledby="begin">
            ${this.#samples.map(image => html`<li><button type="button" class="picture" @click=${() => this.#add({ key: image.key, weight: 1 })}>
              <img src=${api.sized(image.thumbnail, 160)} alt=${nameOf(image.key)} loading="lazy"></button></li>`)}
          </ul>`}
      </section>`;
  }
}

customElements.define('lk-search', Search);
