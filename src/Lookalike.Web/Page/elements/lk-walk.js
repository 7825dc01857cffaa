// What the decoder draws on the way from one picture to another: a slider, a strip of it at a glance, and all of it played.

import './lk-frame.js';
import * as api from '../api.js';
import { faultOf, Inquiry } from '../inquiry.js';
import { share } from '../pure/format.js';
import { glance, step } from '../pure/frames.js';
import { remembered } from '../pictures.js';
import { language, t } from '../state.js';
import { html, nothing, render } from '../vendor/lit-html.js';

/** @import { Example, Sheet } from '../types' */

/** Pictures of a walk, of its strip, and milliseconds that one is shown while it is played. */
const count = 33;
const few = 9;
const beat = 90;

const still = matchMedia('(prefers-reduced-motion: reduce)');

class Walk extends HTMLElement {
  /** @type {Example[]} */
  #ends = [];
  /** @type {Sheet | undefined} */
  #sheet;
  #at = 0;
  #way = 1;
  /** @type {number | undefined} */
  #timer;
  #inquiry = new Inquiry(() => this.#draw());

  /** Where the walk begins and where it ends. */
  set ends(/** @type {Example[]} */ value) {
    const isOther = value.some(({ key, query }, i) => key !== this.#ends[i]?.key || query !== this.#ends[i]?.query);
    this.#ends = value;
    if (!this.isConnected) return;
    if (isOther) this.#ask();
    else this.#draw();
  }

  connectedCallback() {
    still.addEventListener('change', this.#rest);
    this.#ask();
  }

  disconnectedCallback() {
    still.removeEventListener('change', this.#rest);
    this.#rest();
    this.#inquiry.end();
  }

  #ask() {
    this.#rest();
    this.#inquiry.begin(async signal => {
      const pictures = await remembered(this.#ends, ([from, to]) => api.walk(from, to, count, signal), signal);
      this.#sheet = { pictures, count };
    });
  }

  #play() {
    if (this.#timer !== undefined) return this.#rest();
    this.#timer = setInterval(() => {
      [this.#at, this.#way] = step(this.#at, this.#way, count);
      this.#draw();
    }, beat);
    this.#draw();
  }

  /** Stops playing. */
  #rest = () => {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#draw();
  };

  /** @param {number} at */
  #go(at) {
    this.#at = at;
    this.#rest();
  }

  #draw() {
    if (!this.isConnected) return;
    const said = t('walkAt', { share: share(this.#at / (count - 1), language) });
    render(html`
      <section class="walk" aria-labelledby="walk">
        <h3 id="walk">${t('walk')}</h3>
        ${faultOf(this.#inquiry.fault, () => this.#ask())}
        ${this.#sheet && !this.#inquiry.fault ? html`
          <lk-frame class="large" role="img" aria-label=${said} .sheet=${this.#sheet} .at=${this.#at}></lk-frame>
          <div class="tools">
            <button type="button" aria-pressed=${this.#timer !== undefined} aria-describedby=${still.matches ? 'walk-still' : nothing} ?disabled=${still.matches} @click=${() => this.#play()}>${t(this.#timer === undefined ? 'play' : 'pause')}</button>
            <input type="range" min="0" max=${count - 1} .value=${String(this.#at)} aria-label=${t('walk')} aria-valuetext=${said}
              @input=${event => this.#go(Number(event.target.value))}>
          </div>
          ${still.matches ? html`<p id="walk-still" class="said">${t('walkStill')}</p>` : nothing}
          <div class="strip" aria-hidden="true">${glance(count, few).map(at => html`<lk-frame .sheet=${this.#sheet} .at=${at} @click=${() => this.#go(at)}></lk-frame>`)}</div>`
        : this.#inquiry.fault ? nothing : html`<p class="said">${t('loading')}</p>`}
      </section>`, this);
  }
}

customElements.define('lk-walk', Walk);
