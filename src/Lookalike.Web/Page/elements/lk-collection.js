// All pictures, in the order of their keys, a page after another.

import { explainFault } from '../announce.js';
import * as api from '../api.js';
import { nameOf } from '../pure/format.js';
import { current, go, listen, t } from '../state.js';
import { html, nothing, render } from '../vendor/lit-html.js';

const page = 60;

class Collection extends HTMLElement {
  /** @type {api.Picture[]} */
  #images = [];
  /** @type {string | null} */
  #next = null;
  #asked = '';
  #fault = '';
  #loading = false;
  #stop = new AbortController();
  #silence = () => {};
  #end = new IntersectionObserver(entries => entries.some(entry => entry.isIntersecting) && this.#more(), { rootMargin: '600px' });

  connectedCallback() {
    this.#silence = listen(() => this.#update());
    this.#begin();
  }

  disconnectedCallback() {
    this.#silence();
    this.#stop.abort();
    this.#end.disconnect();
  }

  #update() {
    if (current().match === this.#asked) this.#draw();
    else this.#begin();
  }

  #begin() {
    this.#stop.abort();
    this.#stop = new AbortController();
    this.#asked = current().match;
    [this.#images, this.#next, this.#loading] = [[], '', false];
    this.#more();
  }

  async #more() {
    if (this.#loading || this.#next === null) return;
    const { signal } = this.#stop;
    [this.#loading, this.#fault] = [true, ''];
    this.#draw();
    try {
      const { images, next } = await api.images({ after: this.#next, match: this.#asked, size: page }, signal);
      [this.#images, this.#next] = [[...this.#images, ...images], next];
    } catch (fault) {
      if (signal.aborted) return;
      this.#fault = explainFault(fault);
      this.#next = null;
    }

    this.#loading = false;
    this.#draw();
  }

  #draw() {
    render(html`
      <form class="filters" @submit=${(/** @type {Event} */ event) => event.preventDefault()}>
        <label>${t('match')} <input type="text" .value=${current().match} placeholder=${t('matchHint')} maxlength="256"
          @change=${(/** @type {any} */ event) => go({ match: event.target.value.trim() })}></label>
      </form>
      ${this.#fault ? html`<p class="fault" role="alert">${this.#fault} <button type="button" @click=${() => this.#begin()}>${t('retry')}</button></p>` : nothing}
      ${!this.#loading && !this.#fault && this.#images.length === 0 ? html`<p>${t('emptyCollection')}</p>` : nothing}
      <ul class="grid" aria-label=${t('collection')}>
        ${this.#images.map(image => html`<li><button type="button" class="picture" title=${image.key}
          @click=${() => go({ view: 'search', examples: [{ key: image.key, weight: 1 }] })}>
          <img src=${api.sized(image.thumbnail, 160)} alt=${nameOf(image.key)} loading="lazy"></button></li>`)}
      </ul>
      <p class="end">${this.#loading ? t('loading') : ''}</p>`, this);
    this.#end.disconnect();
    const end = this.querySelector('.end');
    if (end && this.#next !== null && !this.#loading) this.#end.observe(end);
  }
}

customElements.define('lk-collection', Collection);
