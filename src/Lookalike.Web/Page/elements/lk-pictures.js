// Pictures of the collection in a grid, to choose one of, by the arrows too.

import * as api from '../api.js';
import { nameOf } from '../pure/format.js';
import { next } from '../pure/grid.js';
import { html, nothing, render } from '../vendor/lit-html.js';

/** @import { Picture } from '../types' */

class Pictures extends HTMLElement {
  label = '';
  /** What stands below a picture. @type {((image: Picture) => string) | undefined} */
  caption;
  /** @type {readonly Picture[]} */
  #images = [];

  set images(/** @type {readonly Picture[]} */ value) {
    this.#images = value;
    if (this.isConnected) this.#draw();
  }

  connectedCallback() {
    this.#draw();
  }

  /** @param {any} event */
  #press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const buttons = [...this.querySelectorAll('button')];
    const columns = Math.max(1, getComputedStyle(event.currentTarget).gridTemplateColumns.split(' ').length);
    const to = next(event.key, buttons.indexOf(event.target), buttons.length, columns);
    if (to === undefined) return;
    event.preventDefault();
    buttons[to].focus();
  }

  #draw() {
    render(html`
      <ul class="grid" aria-label=${this.label} ?hidden=${this.#images.length === 0} @keydown=${event => this.#press(event)}>
        ${this.#images.map(image => html`<li>
          <button type="button" class="picture" title=${image.key}
            @click=${() => this.dispatchEvent(new CustomEvent('lk-choose', { detail: image }))}>
            <img src=${api.small(image)} alt=${nameOf(image.key)} loading="lazy"></button>
          ${this.caption ? html`<p class="far">${this.caption(image)}</p>` : nothing}</li>`)}
      </ul>`, this);
  }
}

customElements.define('lk-pictures', Pictures);
