// The rectangle of a picture that is searched for: moved and resized by mouse, finger or keyboard, told when it comes to rest.

import { move, resize, whole } from '../pure/crop.js';
import { t } from '../state.js';
import { html, render } from '../vendor/lit-html.js';

/** @import { Crop } from '../types' */

const handles = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'];

/** How far a key moves, and how long nothing may move before the crop is at rest. */
const step = 0.02;
const rest = 250;

class CropEditor extends HTMLElement {
  picture = '';
  /** @type {Crop} */
  #crop = whole;
  /** @type {{ handle: string, x: number, y: number } | undefined} */
  #held;
  /** @type {number | undefined} */
  #timer;

  set crop(/** @type {Crop | undefined} */ value) {
    if (this.#held || this.#timer !== undefined) return;
    this.#crop = value ?? whole;
    if (this.isConnected) this.#draw();
  }

  connectedCallback() {
    this.#draw();
    /** @type {HTMLElement | null} */ (this.querySelector('.part'))?.focus();
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
  }

  /** @param {Crop} crop */
  #set(crop) {
    this.#crop = crop;
    this.#draw();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (!this.#held) this.dispatchEvent(new CustomEvent('lk-rest', { detail: this.#crop }));
    }, rest);
  }

  /** @param {PointerEvent} event @param {string} handle '' for the part as a whole */
  #hold(event, handle) {
    event.preventDefault();
    event.stopPropagation();
    /** @type {HTMLElement} */ (event.currentTarget).setPointerCapture(event.pointerId);
    this.#held = { handle, x: event.clientX, y: event.clientY };
  }

  /** @param {PointerEvent} event */
  #drag(event) {
    if (!this.#held) return;
    const frame = /** @type {HTMLElement} */ (this.querySelector('.frame')).getBoundingClientRect();
    const dx = (event.clientX - this.#held.x) / frame.width;
    const dy = (event.clientY - this.#held.y) / frame.height;
    this.#held = { handle: this.#held.handle, x: event.clientX, y: event.clientY };
    this.#set(this.#held.handle ? resize(this.#crop, this.#held.handle, dx, dy) : move(this.#crop, dx, dy));
  }

  #release() {
    this.#held = undefined;
  }

  /** @param {KeyboardEvent} event @param {string} handle */
  #press(event, handle) {
    const way = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key];
    if (way) this.#set(handle || event.shiftKey ? resize(this.#crop, handle || 'se', way[0], way[1]) : move(this.#crop, way[0], way[1]));
    else if (event.key === 'Escape') this.#set(whole);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #draw() {
    const { x, y, width, height } = this.#crop;
    const per = (/** @type {number} */ share) => `${(share * 100).toFixed(2)}%`;
    const place = /** @type {HTMLElement | null} */ (this.querySelector('.part'));
    render(html`
      <section class="cropping" aria-label=${t('cropping')}>
        <div class="frame">
          <img src=${this.picture} alt="" draggable="false">
          <div class="part" tabindex="0" role="group" aria-label=${t('cropping')} aria-describedby="crop-help"
            @pointerdown=${event => this.#hold(event, '')} @pointermove=${event => this.#drag(event)}
            @pointerup=${() => this.#release()} @pointercancel=${() => this.#release()} @keydown=${event => this.#press(event, '')}>
            ${handles.map(handle => html`<button type="button" class="handle ${handle}" aria-label=${t('cropHandle', { handle: t(handle) })}
              @pointerdown=${event => this.#hold(event, handle)} @keydown=${event => this.#press(event, handle)}></button>`)}
          </div>
        </div>
        <p id="crop-help">${t('cropHelp')}</p>
        <p class="tools">
          <button type="button" @click=${() => this.#set(whole)}>${t('cropWhole')}</button>
          <button type="button" @click=${() => this.dispatchEvent(new CustomEvent('lk-close'))}>${t('close')}</button>
        </p>
      </section>`, this);
    const part = place ?? /** @type {HTMLElement} */ (this.querySelector('.part'));
    Object.assign(part.style, { left: per(x), top: per(y), width: per(width), height: per(height) });
  }
}

customElements.define('lk-crop', CropEditor);
