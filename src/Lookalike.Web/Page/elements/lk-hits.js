// Pictures in a grid: one stop of the Tab key, arrows within it, and more of them as one comes to the end.

import * as api from '../api.js';
import { distance, nameOf } from '../pure/format.js';
import { next } from '../pure/grid.js';
import { verdict } from '../pure/labels.js';
import { language, t } from '../state.js';
import { html, nothing, render } from '../vendor/lit-html.js';

/** @import { Hit } from '../types' */

class Hits extends HTMLElement {
  /** @type {Hit[]} */
  #hits = [];
  /** @type {number | undefined} */
  #more;
  #at = 0;
  /** @type {number | undefined} */
  #wanted;
  #end = new IntersectionObserver(entries => entries.some(entry => entry.isIntersecting) && this.#ask(), { rootMargin: '400px' });

  set hits(/** @type {Hit[]} */ value) {
    if (value !== this.#hits && value[0]?.key !== this.#hits[0]?.key) this.#at = 0;
    this.#hits = value;
    if (this.isConnected) this.#draw();
  }

  /** The class that is searched for; undefined where there is none. */
  set wanted(/** @type {number | undefined} */ value) {
    this.#wanted = value;
    if (this.isConnected) this.#draw();
  }

  /** Where the next page begins; undefined where there is none. */
  set more(/** @type {number | undefined} */ value) {
    this.#more = value;
    if (this.isConnected) this.#draw();
  }

  connectedCallback() {
    this.#draw();
  }

  disconnectedCallback() {
    this.#end.disconnect();
  }

  #ask() {
    const from = this.#more;
    this.#more = undefined;
    if (from !== undefined) this.#send('lk-more', from);
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof HTMLElement && event.target.matches('.open'))) return;
    const grid = /** @type {HTMLElement} */ (event.currentTarget);
    const columns = Math.max(1, getComputedStyle(grid).gridTemplateColumns.split(' ').length);
    const to = next(event.key, this.#at, this.#hits.length, columns);
    const told = { Enter: 'lk-open', w: 'lk-open', m: 'lk-like', n: 'lk-unlike' }[event.key];
    if (to !== undefined) this.#focus(to);
    else if (told) this.#send(told, this.#hits[this.#at]);
    else return;
    event.preventDefault();
  }

  /** @param {number} at */
  #focus(at) {
    this.#at = at;
    this.#draw();
    /** @type {HTMLElement | null} */ (this.querySelectorAll('.open')[at])?.focus();
    if (at >= this.#hits.length - 6) this.#ask();
  }

  /** @param {string} name @param {Hit | number} detail */
  #send(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  #draw() {
    const at = Math.min(this.#at, this.#hits.length - 1);
    render(html`
      ${this.#hits.length === 0 ? nothing : html`
        <ul class="grid" aria-label=${t('hits')} @keydown=${event => this.#press(event)}>
          ${this.#hits.map((hit, i) => this.#hit(hit, i, i === at))}
        </ul>`}
      <div class="end"></div>`, this);
    this.#end.disconnect();
    const end = this.querySelector('.end');
    if (end && this.#more !== undefined) this.#end.observe(end);
  }

  /** @param {Hit} hit @param {number} i @param {boolean} isFocused */
  #hit(hit, i, isFocused) {
    const far = distance(hit.distance, language);
    const tab = isFocused ? 0 : -1;
    const said = verdict(this.#wanted, hit.label);
    const label = hit.label === null ? '' : t(said ? `label-${said}` : 'labelSaid', { label: hit.label });
    return html`
      <li class="hit ${said}">
        <button type="button" class="open picture" tabindex=${tab} aria-keyshortcuts="Enter M N W"
          aria-label=${t('hitName', { rank: hit.rank, name: nameOf(hit.key), distance: far }) + (label && `, ${label}`)}
          @focus=${() => { if (this.#at !== i) { this.#at = i; this.#draw(); } }} @click=${() => this.#send('lk-open', hit)}>
          <img src=${api.small(hit)} alt="" loading="lazy">
        </button>
        <p class="name" title=${hit.key}>${nameOf(hit.key)}</p>
        <p class="far" title=${t('distance', { distance: far })}>${far}${hit.nearIdentical > 0 ? ` ${t('copies', { n: hit.nearIdentical })}` : nothing}</p>
        ${label ? html`<p class="label">${label}</p>` : nothing}
        <p class="steer">
          <button type="button" tabindex=${tab} title=${t('more')} aria-label=${t('more')} @click=${() => this.#send('lk-like', hit)}>+</button>
          <button type="button" tabindex=${tab} title=${t('less')} aria-label=${t('less')} @click=${() => this.#send('lk-unlike', hit)}>−</button>
        </p>
      </li>`;
  }
}

customElements.define('lk-hits', Hits);
