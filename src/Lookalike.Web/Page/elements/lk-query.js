// The query: one field that takes pictures by dropping, pasting, choosing, photographing, drawing or naming; and the pictures that it has.

import './lk-camera.js';
import './lk-pad.js';
import { announce, explainFault } from '../announce.js';
import * as api from '../api.js';
import { nameOf } from '../pure/format.js';
import { faultOf } from '../inquiry.js';
import { bring, everywhere, shown } from '../pictures.js';
import { t } from '../state.js';
import { html, nothing, render } from '../vendor/lit-html.js';
import { fileField, keyField } from './fields.js';

/** @import { Example } from '../types' */

class Query extends HTMLElement {
  /** @type {Example[]} */
  #examples = [];
  /** @type {'' | 'camera' | 'pad'} */
  #tool = '';
  #fault = '';
  #over = false;
  /** @type {AbortController | undefined} */
  #drawing;
  #end = () => {};

  set examples(/** @type {Example[]} */ value) {
    this.#examples = value;
    if (this.isConnected) this.#draw();
  }

  connectedCallback() {
    this.#end = everywhere(files => this.#take(files));
    this.#draw();
  }

  disconnectedCallback() {
    this.#end();
  }

  /** @param {Blob[]} files */
  async #take(files) {
    this.#fault = '';
    for (const file of files) {
      try {
        const { example, note } = await bring(file);
        if (note) announce(note);
        this.#send('lk-add', example);
      } catch (fault) {
        this.#fault = explainFault(fault);
      }
    }

    this.#draw();
  }

  /**
   * A drawing replaces the one before. One that is not finished waits for nothing, and gives way to the next.
   * @param {{ picture: Blob, ended: number | undefined }} drawing
   */
  async #takeDrawing({ picture: drawing, ended }) {
    if (this.#drawing && ended === undefined) return;
    this.#drawing?.abort();
    const mine = this.#drawing = new AbortController();
    try {
      const { query } = await api.upload(drawing, mine.signal);
      const at = this.#examples.findIndex(example => example.picture?.endsWith('#drawing'));
      URL.revokeObjectURL(this.#examples[at]?.picture ?? '');
      const change = { query, file: drawing, picture: `${URL.createObjectURL(drawing)}#drawing`, ended };
      if (at < 0) this.#send('lk-add', { ...change, weight: 1 });
      else this.#send('lk-change', { at, change });
    } catch (fault) {
      if (mine.signal.aborted) return;
      this.#fault = explainFault(fault);
      this.#draw();
    } finally {
      if (this.#drawing === mine) this.#drawing = undefined;
    }
  }

  /** @param {DragEvent} event */
  #drop(event) {
    event.preventDefault();
    event.stopPropagation();
    this.#over = false;
    this.#take([...event.dataTransfer?.files ?? []]);
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
        @dragover=${event => { event.preventDefault(); if (!this.#over) { this.#over = true; this.#draw(); } }}
        @dragleave=${() => { this.#over = false; this.#draw(); }} @drop=${event => this.#drop(event)}>
        <p class="drop">${t(this.#over ? 'dropNow' : 'drop')}</p>
        <div class="ways">
          ${fileField(files => this.#take(files), true)}
          <button type="button" aria-expanded=${this.#tool === 'camera'} @click=${() => this.#toggle('camera')}>${t('camera')}</button>
          <button type="button" aria-expanded=${this.#tool === 'pad'} @click=${() => this.#toggle('pad')}>${t('draw')}</button>
          ${keyField(key => this.#send('lk-add', { key, weight: 1 }), 'searchKey', 'query')}
        </div>
        ${this.#tool === 'camera' ? html`<lk-camera @lk-picture=${event => { this.#tool = ''; this.#take([event.detail]); }}></lk-camera>` : nothing}
        ${this.#tool === 'pad' ? html`<lk-pad @lk-drawing=${event => this.#takeDrawing(event.detail)}></lk-pad>` : nothing}
        ${faultOf(this.#fault)}
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
      <img src=${shown(example, 64)} alt=${name}>
      <input type="range" min="-100" max="100" step="10" .value=${String(per)} aria-label=${t('weight', { name })} aria-valuetext=${t('weightOf', { n: per })}
        @change=${event => this.#send('lk-change', { at, change: { weight: Number(event.target.value) / 100 } })}>
      <span aria-hidden="true">${t('weightOf', { n: per })}</span>
      <button type="button" aria-label=${t('crop', { name })} aria-pressed=${example.crop !== undefined} @click=${() => this.#send('lk-crop', at)}>✂</button>
      <button type="button" aria-label=${t('remove', { name })} @click=${() => this.#send('lk-remove', at)}>✕</button>
    </li>`;
  }
}

customElements.define('lk-query', Query);
