// Pictures that training does not learn from, and how the model draws them by and by.

import { language, t } from '../state.js';
import { html, render } from '../vendor/lit-html.js';
import { count } from '../pure/format.js';

/** @import { Sample } from '../types' */

class Samples extends HTMLElement {
  /** @type {readonly Sample[]} */
  #samples = [];
  /** The one that is shown; undefined for the last, whatever comes. @type {number | undefined} */
  #at;
  /** Addresses of the two rows that are shown. @type {string[]} */
  #rows = [];
  /** @type {Sample | undefined} */
  #shown;

  set samples(/** @type {readonly Sample[]} */ value) {
    if (value.length < this.#samples.length) this.#at = undefined;
    this.#samples = value;
    if (this.isConnected) this.#draw();
  }

  connectedCallback() {
    this.#draw();
  }

  disconnectedCallback() {
    this.#forget();
  }

  #forget() {
    for (const row of this.#rows) URL.revokeObjectURL(row);
    [this.#rows, this.#shown] = [[], undefined];
  }

  /** @param {Sample} sample */
  #show(sample) {
    if (sample === this.#shown) return;
    this.#forget();
    this.#rows = [sample.originals, sample.reconstructions].map(text =>
      URL.createObjectURL(new Blob([Uint8Array.from(atob(text), letter => letter.charCodeAt(0))], { type: 'image/png' })));
    this.#shown = sample;
  }

  #draw() {
    const last = this.#samples.length - 1;
    const at = Math.min(this.#at ?? last, last);
    const sample = this.#samples[at];
    if (!sample) return;
    this.#show(sample);
    const when = t('inEpoch', { epoch: count(sample.epoch, language) });
    render(html`
      <section class="samples" aria-labelledby="samples">
        <h3 id="samples">${t('samples')}</h3>
        <figure><img src=${this.#rows[0]} alt=${t('originals', { n: sample.count })}><img src=${this.#rows[1]} alt=${t('redrawn', { n: sample.count, when })}>
          <figcaption>${t('samplesSaid')} ${when}</figcaption></figure>
        <label class="tools" ?hidden=${last === 0}>${t('earlier')} <input type="range" min="0" max=${last} .value=${String(at)} aria-valuetext=${when}
          @input=${event => { const value = Number(event.target.value); this.#at = value === last ? undefined : value; this.#draw(); }}></label>
      </section>`, this);
  }
}

customElements.define('lk-samples', Samples);
