// Pictures of the collection in a grid, to choose one of: one stop of the Tab key, and arrows within it.

import * as api from '../api.js';
import { nameOf } from '../pure/format.js';
import { next } from '../pure/grid.js';
import { html, nothing, render } from '../vendor/lit-html.js';

/** @import { Picture } from '../types' */

class Pictures extends HTMLElement {
  /** What the grid is called. */
  label = '';
  /** What stands below a picture. @type {((image: Picture) => string) | undefined} */
  caption;
  /** @type {readonly Picture[]} */
  #images = [];
  #at = 0;

  set images(/** @type {readonly Picture[]} */ value) {
    if (value[0]?.key !== this.#images[0]?.key) this.#at = 0;
    this.#images = value;
    if (this.isConnected) this.#draw();
  }

  connectedCallback() {
    this.#draw();
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const grid = /** @type {HTMLElement} */ (event.currentTarget);
    const to = next(event.key, this.#at, this.#images.length, Math.max(1, getComputedStyle(grid).gridTemplateColumns.split(' ').length));
    if (to === undefined) return;
    event.preventDefault();
    this.#at = to;
    this.#draw();
    this.querySelectorAll('button')[to].focus();
  }

  #draw() {
    render(html`
      <ul class="grid" aria-label=${this.label} ?hidden=${this.#images.length === 0} @keydown=${event => this.#press(event)}>
        ${this.#images.map((image, i) => html`<li>
          <button type="button" class="picture" title=${image.key} tabindex=${i === this.#at ? 0 : -1} @focus=${() => { if (this.#at !== i) { this.#at = i; this.#draw(); } }}
            @click=${() => this.dispatchEvent(new CustomEvent('lk-choose', { detail: image }))}>
            <img src=${api.sized(image.thumbnail, 160)} alt=${nameOf(image.key)} loading="lazy"></button>
          ${this.caption ? html`<p class="far">${this.caption(image)}</p>` : nothing}</li>`)}
      </ul>`, this);
  }
}

customElements.define('lk-pictures', Pictures);
