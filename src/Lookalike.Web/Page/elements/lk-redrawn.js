// A picture as the model sees it, beside it as the model draws it again, and how far the two are apart.

import './lk-choice.js';
import './lk-frame.js';
import * as api from '../api.js';
import { faultOf, Inquiry } from '../inquiry.js';
import { nameOf, small } from '../pure/format.js';
import { meanSquaredError } from '../pure/frames.js';
import { remembered, shown } from '../pictures.js';
import { language, t } from '../state.js';
import { html, nothing, render } from '../vendor/lit-html.js';

/** @import { Example, Sheet } from '../types' */

class Redrawn extends HTMLElement {
  /** What the picture is called here. */
  name = '';
  /** @type {Example | undefined} */
  #example;
  /** @type {Sheet | undefined} */
  #sheet;
  #error = 0;
  #isChoosing = false;
  #inquiry = new Inquiry(() => this.#draw());

  set example(/** @type {Example | undefined} */ value) {
    const isOther = value?.key !== this.#example?.key || value?.query !== this.#example?.query;
    this.#example = value;
    if (!this.isConnected) return;
    if (isOther) this.#ask();
    else this.#draw();
  }

  connectedCallback() {
    this.#ask();
  }

  disconnectedCallback() {
    this.#inquiry.end();
  }

  #ask() {
    const example = this.#example;
    this.#sheet = undefined;
    this.#inquiry.begin(async signal => {
      if (!example) return;
      const pictures = await remembered([example], ([example]) => api.reconstruct(example, signal), signal);
      [this.#sheet, this.#error] = [{ pictures, count: 2 }, measure(pictures)];
    });
  }

  /** @param {DragEvent} event */
  #drop(event) {
    const files = event.dataTransfer?.files ?? [];
    if (files.length !== 1) return;
    event.preventDefault();
    event.stopPropagation();
    this.dispatchEvent(new CustomEvent('lk-files', { detail: [...files] }));
  }

  #draw() {
    const example = this.#example;
    render(html`
      <section class="redrawn" aria-label=${this.name} @dragover=${event => event.preventDefault()} @drop=${event => this.#drop(event)}>
        <p class="tools"><strong>${this.name}</strong>
          ${example ? html`<img class="tiny" src=${shown(example, 64)} alt=""><span class="name" title=${example.key ?? nothing}>${example.key === undefined ? t('uploaded') : nameOf(example.key)}</span>` : nothing}
          <button type="button" aria-expanded=${this.#isChoosing} @click=${() => { this.#isChoosing = !this.#isChoosing; this.#draw(); }}>${t('chooseOther')}</button></p>
        ${this.#isChoosing ? html`<lk-choice @lk-choose=${event => {
          this.#isChoosing = false;
          this.#draw();
          this.querySelector('button')?.focus();
          this.dispatchEvent(new CustomEvent('lk-choose', { detail: event.detail }));
        }}></lk-choice>` : nothing}
        ${faultOf(this.#inquiry.fault, () => this.#ask())}
        ${example && !this.#inquiry.fault ? html`
          <div class="frames" aria-busy=${this.#sheet === undefined}>
            ${['seen', 'drawn'].map((name, at) => html`<figure><lk-frame role="img" aria-label=${t(name)} .sheet=${this.#sheet} .at=${at}></lk-frame><figcaption>${t(name)}</figcaption></figure>`)}
          </div>
          <p class="said" aria-live="polite">${this.#sheet ? t('errorSaid', { error: small(this.#error, language) }) : t('loading')}</p>` : nothing}
      </section>`, this);
  }
}

/** @param {ImageBitmap} pictures Two side by side. */
function measure(pictures) {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [pictures.width, pictures.height];
  const brush = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d', { willReadFrequently: true }));
  brush.drawImage(pictures, 0, 0);
  return meanSquaredError(brush.getImageData(0, 0, pictures.width, pictures.height).data, pictures.width / 2);
}

customElements.define('lk-redrawn', Redrawn);
