// All pictures, a page after another: by key, or those first that nothing else looks like.

import './lk-pictures.js';
import * as api from '../api.js';
import { faultOf, Inquiry } from '../inquiry.js';
import { distance } from '../pure/format.js';
import { current, go, language, listen, t } from '../state.js';
import { html, nothing, render } from '../vendor/lit-html.js';
import { filters, folderField } from './fields.js';

/** @import { Picture } from '../types' */

/** A page, and the largest one: where only those of a class are shown, the others are left out here. */
const page = 60;
const most = 200;

class Collection extends HTMLElement {
  /** @type {Picture[]} */
  #images = [];
  /** @type {string | null} */
  #next = null;
  #asked = '';
  #hasLabels = false;
  #inquiry = new Inquiry(() => this.#draw());
  #silence = () => {};
  #end = new IntersectionObserver(entries => entries.some(entry => entry.isIntersecting) && this.#more(), { rootMargin: '600px' });

  connectedCallback() {
    this.#silence = listen(() => this.#update());
    this.#begin();
  }

  disconnectedCallback() {
    this.#silence();
    this.#inquiry.end();
    this.#end.disconnect();
  }

  /** What is asked for, in a word. */
  get #question() {
    const { match, strange, label } = current();
    return JSON.stringify([match, strange, label]);
  }

  #update() {
    if (this.#question === this.#asked) this.#draw();
    else this.#begin();
  }

  #begin() {
    this.#asked = this.#question;
    [this.#images, this.#next] = [[], ''];
    this.#inquiry.begin(signal => this.#load(signal));
  }

  #more() {
    if (!this.#inquiry.isOpen && this.#next !== null) this.#inquiry.ask(signal => this.#load(signal));
  }

  /** @param {AbortSignal} signal */
  async #load(signal) {
    const { match, strange, label } = current();
    const after = this.#next ?? '';
    this.#next = null; // where this fails, that is all
    const { images, next } = await api.images({ after, match, size: label === undefined ? page : most, ...(strange && { sort: 'strangeness' }) }, signal);
    this.#hasLabels ||= images.some(image => image.label !== null);
    [this.#images, this.#next] = [[...this.#images, ...images.filter(image => label === undefined || image.label === label)], next];
  }

  #draw() {
    const { strange } = current();
    const { fault, isOpen } = this.#inquiry;
    render(html`
      <form class="filters" @submit=${event => event.preventDefault()}>
        ${filters(this.#hasLabels)}
        ${folderField()}
        <label>${t('order')} <select @change=${event => go({ strange: event.target.value === 'strangeness' })}>
          <option value="key" ?selected=${!strange}>${t('byKey')}</option><option value="strangeness" ?selected=${strange}>${t('byStrangeness')}</option></select></label>
      </form>
      ${strange ? html`<p class="said">${t('strangenessSaid')}</p>` : nothing}
      ${faultOf(fault, () => this.#begin())}
      ${!isOpen && !fault && this.#next === null && this.#images.length === 0 ? html`<p>${t('emptyCollection')}</p>` : nothing}
      <lk-pictures .label=${t('collection')} .caption=${strange ? farthest : undefined} .images=${this.#images}
        @lk-choose=${event => go({ view: 'search', examples: [{ key: event.detail.key, weight: 1 }] })}></lk-pictures>
      <p class="end">${isOpen ? t('loading') : ''}</p>`, this);
    this.#end.disconnect();
    const end = this.querySelector('.end');
    if (end && this.#next !== null && !isOpen) this.#end.observe(end);
  }
}

/** @param {Picture} image */
const farthest = image => image.strangeness == null ? '' : distance(image.strangeness, language);

customElements.define('lk-collection', Collection);
