// A sheet to draw on. All strokes are told as a picture, now and then while the pen moves and when a stroke ends. Half as large is found sooner.

import { t } from '../state.js';
import { html, render } from '../vendor/lit-html.js';

/** @typedef {{ x: number, y: number }} Point */

/** Pixels of the sheet, of what is told of it, of its pen, and of a step of the keyboard's. */
const side = 280;
const half = side / 2;
const pen = 22;
const step = 10;

/** How often a stroke that goes on is told at most, in milliseconds. */
const beat = 250;

class Pad extends HTMLElement {
  /** @type {Point[][]} */
  #strokes = [];
  /** @type {Point[] | undefined} */
  #stroke;
  /** @type {Point} */
  #cursor = { x: half, y: half };
  #shown = false;
  #told = 0;

  connectedCallback() {
    this.#draw();
    this.#canvas.focus();
  }

  get #canvas() {
    return /** @type {HTMLCanvasElement} */ (this.querySelector('canvas'));
  }

  /** @param {Point} point */
  #down(point) {
    this.#stroke = [point];
    this.#strokes.push(this.#stroke);
    this.#paint();
  }

  /** @param {Point} point */
  #move(point) {
    this.#stroke?.push(point);
    this.#paint();
    if (this.#stroke && performance.now() - this.#told > beat) this.#tell();
  }

  #up() {
    if (!this.#stroke) return;
    this.#stroke = undefined;
    this.#tell(performance.now());
  }

  /** @param {number} [ended] When the stroke ended; undefined while it goes on. */
  #tell(ended) {
    this.#told = performance.now();
    this.#shown = false;
    this.#paint();
    if (this.#strokes.length === 0) return;
    const small = document.createElement('canvas');
    small.width = small.height = half;
    small.getContext('2d')?.drawImage(this.#canvas, 0, 0, half, half);
    small.toBlob(picture => picture && this.dispatchEvent(new CustomEvent('lk-drawing', { detail: { picture, ended } })), 'image/png');
  }

  /** @param {PointerEvent} event @returns {Point} */
  #at(event) {
    const box = this.#canvas.getBoundingClientRect();
    return { x: (event.clientX - box.left) / box.width * side, y: (event.clientY - box.top) / box.height * side };
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    const way = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key];
    if (way) {
      this.#shown = true;
      const within = (/** @type {number} */ value) => Math.min(Math.max(value, pen / 2), side - pen / 2);
      this.#cursor = { x: within(this.#cursor.x + way[0]), y: within(this.#cursor.y + way[1]) };
      this.#move(this.#cursor);
    } else if (event.key === ' ') {
      if (this.#stroke) this.#up();
      else this.#down(this.#cursor);
    } else {
      return;
    }

    event.preventDefault();
    event.stopPropagation();
  }

  #paint() {
    const brush = /** @type {CanvasRenderingContext2D} */ (this.#canvas.getContext('2d'));
    brush.fillStyle = '#fff';
    brush.fillRect(0, 0, side, side);
    [brush.strokeStyle, brush.lineWidth, brush.lineCap, brush.lineJoin] = ['#000', pen, 'round', 'round'];
    for (const stroke of this.#strokes) {
      brush.beginPath();
      brush.moveTo(stroke[0].x, stroke[0].y);
      for (const point of stroke) brush.lineTo(point.x, point.y);
      if (stroke.length === 1) brush.lineTo(stroke[0].x + 0.1, stroke[0].y);
      brush.stroke();
    }

    if (this.#shown && !this.#stroke) {
      [brush.strokeStyle, brush.lineWidth] = ['#1a56b0', 2];
      brush.strokeRect(this.#cursor.x - pen / 2, this.#cursor.y - pen / 2, pen, pen);
    }
  }

  #draw() {
    render(html`
      <div class="pad">
        <canvas width=${side} height=${side} tabindex="0" role="application" aria-label=${t('pad')} aria-describedby="pad-help"
          @pointerdown=${event => { this.#canvas.setPointerCapture(event.pointerId); this.#down(this.#at(event)); }}
          @pointermove=${event => this.#stroke && this.#move(this.#at(event))}
          @pointerup=${() => this.#up()} @pointercancel=${() => this.#up()}
          @keydown=${event => this.#press(event)}></canvas>
        <p id="pad-help">${t('padHelp')}</p>
        <p class="tools">
          <button type="button" @click=${() => { this.#strokes.pop(); this.#tell(performance.now()); }}>${t('padUndo')}</button>
          <button type="button" @click=${() => { this.#strokes = []; this.#paint(); }}>${t('padClear')}</button>
        </p>
      </div>`, this);
    this.#paint();
  }
}

customElements.define('lk-pad', Pad);
