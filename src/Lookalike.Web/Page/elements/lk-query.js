// The query: one field that takes pictures by dropping, pasting, choosing, photographing, drawing or naming; and the pictures that it has.

import './lk-camera.js';
import './lk-pad.js';
import { announce, explainFault } from '../announce.js';
import * as api from '../api.js';
import { nameOf } from '../pure/format.js';
import { t } from '../state.js';
import { html, nothing, render } from '../vendor/lit-html.js';

/** @typedef {import('../pure/address.js').Example} Example */

class Query extends HTMLElement {
  /** @type {Example[]} */
  #examples = [];
  /** @type {'' | 'camera' | 'pad'} */
  #tool = '';
  #fault = '';
  #over = false;
  #pads = new AbortController();

  /** @param {Event} event */
  #paste = event => {
    const files = /** @type {ClipboardEvent} */ (event).clipboardData?.files ?? [];
    if (files.length > 0) {
      event.preventDefault();
      this.#take([...files]);
    }
  };

  /** All of the page takes files: one that misses the field would replace the page otherwise. @param {Event} event */
  #miss = event => {
    event.preventDefault();
    if (event.type === 'drop') this.#take([.../** @type {DragEvent} */ (event).dataTransfer?.files ?? []]);
  };

  set examples(/** @type {Example[]} */ value) {
    this.#examples = value;
    if (this.isConnected) this.#draw();
  }

  connectedCallback() {
    addEventListener('paste', this.#paste);
    for (const name of ['dragover', 'drop']) addEventListener(name, this.#miss);
    this.#draw();
  }

  disconnectedCallback() {
    removeEventListener('paste', this.#paste);
    for (const name of ['dragover', 'drop']) removeEventListener(name, this.#miss);
  }

  /** @param {Blob[]} files @param {string} [name] */
  async #take(files, name) {
    this.#fault = '';
    for (const file of files) {
      try {
        const { query, note } = await api.upload(file);
        if (note) announce(note);
        this.#send('lk-add', { query, file, picture: URL.createObjectURL(file), weight: 1, ...(name && { name }) });
      } catch (fault) {
        this.#fault = explainFault(fault);
      }
    }

    this.#draw();
  }

  /** A stroke replaces the drawing of the stroke before. @param {Blob} drawing */
  async #takeDrawing(drawing) {
    this.#pads.abort();
    this.#pads = new AbortController();
    const { signal } = this.#pads;
    try {
      const { query } = await api.upload(drawing, signal);
      const at = this.#examples.findIndex(example => example.picture?.endsWith('#drawing'));
      URL.revokeObjectURL(this.#examples[at]?.picture ?? '');
      const change = { query, file: drawing, picture: `${URL.createObjectURL(drawing)}#drawing` };
      if (at < 0) this.#send('lk-add', { ...change, weight: 1 });
      else this.#send('lk-change', { at, change });
    } catch (fault) {
      if (signal.aborted) return;
      this.#fault = explainFault(fault);
      this.#draw();
    }
  }

  /** @param {DragEvent} event */
  #drop(event) {
    event.preventDefault();
    event.stopPropagation();
    this.#over = false;
    this.#take([...event.dataTransfer?.files ?? []]);
  }

  /** @param {SubmitEvent} event */
  #name(event) {
    event.preventDefault();
    const field = /** @type {HTMLInputElement} */ (this.querySelector('#query'));
    const key = field.value.trim();
    if (key) this.#send('lk-add', { key, weight: 1 });
    field.value = '';
  }

  /** @param {string} name @param {unknown} detail */
  #send(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  /** @param {'camera' | 'pad'} tool */
  #toggle(tool) {
    this.#tool = this.#tool === tool ? '' : tool;
    this.#draw();
  }

  #draw() {
    render(html`
      <section class=${this.#over ? 'query over' : 'query'} aria-label=${t('search')}
        @dragover=${(/** @type {DragEvent} */ event) => { event.preventDefault(); if (!this.#over) { this.#over = true; this.#draw(); } }}
        @dragleave=${() => { this.#over = false; this.#draw(); }} @drop=${(/** @type {DragEvent} */ event) => this.#drop(event)}>
        <p class="drop">${t(this.#over ? 'dropNow' : 'drop')}</p>
        <div class="ways">
          <label class="button">${t('choose')}<input class="quiet" type="file" accept="image/*" multiple
            @change=${(/** @type {any} */ event) => { this.#take([...event.target.files]); event.target.value = ''; }}></label>
          <button type="button" aria-expanded=${this.#tool === 'camera'} @click=${() => this.#toggle('camera')}>${t('camera')}</button>
          <button type="button" aria-expanded=${this.#tool === 'pad'} @click=${() => this.#toggle('pad')}>${t('draw')}</button>
          <form @submit=${(/** @type {SubmitEvent} */ event) => this.#name(event)}>
            <label><span class="quiet">${t('key')}</span><input id="query" type="text" placeholder=${t('key')} autocomplete="off" spellcheck="false"></label>
            <button>${t('searchKey')}</button>
          </form>
        </div>
        ${this.#tool === 'camera' ? html`<lk-camera @lk-picture=${(/** @type {CustomEvent} */ event) => { this.#tool = ''; this.#take([event.detail]); }}></lk-camera>` : nothing}
        ${this.#tool === 'pad' ? html`<lk-pad @lk-picture=${(/** @type {CustomEvent} */ event) => this.#takeDrawing(event.detail)}></lk-pad>` : nothing}
        ${this.#fault ? html`<p class="fault" role="alert">${this.#fault}</p>` : nothing}
        ${this.#examples.length === 0 ? nothing : html`
          <ul class="chips" aria-label=${t('examples')}>${this.#examples.map((example, at) => this.#chip(example, at))}</ul>
          <button type="button" @click=${() => this.#send('lk-clear', undefined)}>${t('removeAll')}</button>`}
      </section>`, this);
  }

  /** @param {Example} example @param {number} at */
  #chip(example, at) {
    const name = example.key === undefined ? t('uploaded') : nameOf(example.key);
    const per = Math.round(example.weight * 100);
    return html`<li class=${example.weight < 0 ? 'chip less' : 'chip'}>
      <img src=${example.picture ?? api.thumbnail(example.key ?? '', 64)} alt=${name}>
      <input type="range" min="-100" max="100" step="10" .value=${String(per)} aria-label=${t('weight', { name })} aria-valuetext=${t('weightOf', { n: per })}
        @change=${(/** @type {any} */ event) => this.#send('lk-change', { at, change: { weight: Number(event.target.value) / 100 } })}>
      <span aria-hidden="true">${t('weightOf', { n: per })}</span>
      <button type="button" aria-label=${t('crop', { name })} aria-pressed=${example.crop !== undefined} @click=${() => this.#send('lk-crop', at)}>✂</button>
      <button type="button" aria-label=${t('remove', { name })} @click=${() => this.#send('lk-remove', at)}>✕</button>
    </li>`;
  }
}

customElements.define('lk-query', Query);
