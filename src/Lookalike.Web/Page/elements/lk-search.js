// Searching: the query, the hits, and the comparison of one of them.

import './lk-compare.js';
import './lk-crop.js';
import './lk-hits.js';
import './lk-pictures.js';
import './lk-query.js';
import { announce, explainFault } from '../announce.js';
import * as api from '../api.js';
import { faultOf } from '../inquiry.js';
import { count } from '../pure/format.js';
import { isWhole } from '../pure/crop.js';
import { wanted } from '../pure/labels.js';
import { isForgotten, renew, shown } from '../pictures.js';
import { current, go, language, listen, t } from '../state.js';
import { html, nothing, render } from '../vendor/lit-html.js';
import { filters } from './fields.js';

/** @import { Example, Found, Hit, Picture } from '../types' */

const page = 30;

/** The most that near copies are apart: what the command line's examples take. */
const nearCopy = 0.05;

class Search extends HTMLElement {
  /** @type {Hit[]} */
  #hits = [];
  /** @type {Found | undefined} */
  #found;
  /** @type {Picture[]} */
  #samples = [];
  /** @type {number | undefined} */
  #cropped;
  /** @type {Hit | undefined} */
  #compared;
  /** The class that is searched for. @type {number | undefined} */
  #wanted;
  #measured = 0;
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
    const { examples, match, label, collapse } = current();
    const question = JSON.stringify([examples.map(({ file, picture, ...rest }) => rest), match, label ?? null, collapse]);
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
      const { signal } = this.#stop;
      const { examples, match, label, collapse } = current();
      const narrowed = { ...(match && { match }), ...(label !== undefined && { label }), ...(collapse && { collapse: nearCopy }) };
      const found = await api.search(examples, { top: page, skip, ...narrowed }, signal);
      this.#hits = skip === 0 ? found.hits : [...this.#hits, ...found.hits];
      this.#found = found;
      this.#said = this.#hits.length === 0 ? t('foundNone') : t('found', {
        n: this.#hits.length, shown: count(this.#hits.length, language), images: count(found.images, language), milliseconds: count(Math.ceil(found.milliseconds), language),
      });
      if (skip > 0) return;
      announce(this.#said);
      this.#draw();
      await Promise.all([this.#measure(examples, signal), this.#judge(examples, signal)]);
    });
  }

  /** How long it took from the end of a stroke until its hits could be seen. @param {Example[]} examples @param {AbortSignal} signal */
  async #measure(examples, signal) {
    const ended = examples.find(example => example.ended !== undefined)?.ended;
    if (ended === undefined || ended === this.#measured) return;
    const first = [.../** @type {NodeListOf<HTMLImageElement>} */ (this.querySelectorAll('.hit img'))].filter(image => image.getBoundingClientRect().top < innerHeight);
    await Promise.all(first.map(image => image.decode().catch(() => {})));
    if (signal.aborted) return;
    this.#measured = ended;
    this.dataset.strokeToHits = performance.measure('stroke-to-hits', { start: ended }).duration.toFixed(0);
  }

  /** Where pictures have classes, which one is searched for. @param {Example[]} examples @param {AbortSignal} signal */
  async #judge(examples, signal) {
    this.#wanted = undefined;
    if (!this.#hits.some(hit => hit.label !== null)) return;
    const liked = examples.filter(example => example.weight > 0);
    this.#wanted = wanted(await Promise.all(liked.map(async ({ key }) => key === undefined ? null : (await api.image(api.idOf(key), signal)).label)));
  }

  /** Does something that may be refused, and says why. @param {() => Promise<void>} work */
  async #guarded(work) {
    const { signal } = this.#stop;
    try {
      await work();
    } catch (fault) {
      if (signal.aborted) return;
      if (isForgotten(fault, current().examples) && await this.#uploadAgain(signal)) return;
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
    try {
      const renewed = await renew(current().examples, signal);
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
    const { examples, collapse } = current();
    const cropped = this.#cropped === undefined ? undefined : examples[this.#cropped];
    render(html`
      <lk-query .examples=${examples}
        @lk-add=${event => this.#add(event.detail)}
        @lk-change=${event => this.#change(event.detail.at, event.detail.change)}
        @lk-remove=${event => go({ examples: examples.filter((_, i) => i !== event.detail) })}
        @lk-clear=${() => go({ examples: [] })}
        @lk-crop=${event => { this.#cropped = this.#cropped === event.detail ? undefined : event.detail; this.#draw(); }}></lk-query>
      ${cropped === undefined ? nothing : html`
        <lk-crop .picture=${shown(cropped, 320)} .crop=${cropped.crop}
          @lk-rest=${event => this.#change(/** @type {number} */ (this.#cropped), { crop: isWhole(event.detail) ? undefined : event.detail })}
          @lk-close=${() => { this.#cropped = undefined; this.#draw(); }}></lk-crop>`}
      <form class="filters" @submit=${event => event.preventDefault()}>
        ${filters(this.#hits.some(hit => hit.label !== null))}
        <label><input type="checkbox" .checked=${collapse} @change=${event => go({ collapse: event.target.checked })}> ${t('collapse')}</label>
      </form>
      ${faultOf(this.#fault, () => this.#search())}
      ${examples.length === 0 ? this.#empty() : html`
        <p class="said">${this.#said}</p>
        <lk-hits .hits=${this.#hits} .wanted=${this.#wanted} .more=${this.#found?.next ?? undefined}
          @lk-more=${event => this.#more(event.detail)}
          @lk-open=${event => { this.#compared = event.detail; this.#draw(); }}
          @lk-like=${event => this.#steer(event.detail, 1)}
          @lk-unlike=${event => this.#steer(event.detail, -0.5)}></lk-hits>`}
      ${this.#compared ? html`<lk-compare .example=${examples.find(example => example.weight > 0)} .hit=${this.#compared}
        @lk-close=${() => { this.#compared = undefined; this.#draw(); }}></lk-compare>` : nothing}`, this);
  }

  #empty() {
    return html`
      <section class="empty">
        <p>${t('emptySearch')}</p>
        ${this.#samples.length === 0 ? nothing : html`
          <p>${t('emptyHint')}</p>
          <lk-pictures .label=${t('emptyHint')} .images=${this.#samples}
            @lk-choose=${event => this.#add({ key: event.detail.key, weight: 1 })}></lk-pictures>`}
      </section>`;
  }
}

customElements.define('lk-search', Search);
