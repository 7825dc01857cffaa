// The losses of a training: drawn, said in a sentence, and as a table. Losses of several kinds are drawn apart, for they are no less and no more than each other.

import { stageName } from '../announce.js';
import { axis, kinds, stages, summary, ticks } from '../pure/chart.js';
import { duration, small } from '../pure/format.js';
import { language, listen, t } from '../state.js';
import { html, nothing, render, svg } from '../vendor/lit-html.js';

/** @import { Epoch } from '../types' */

/** Pixels of a chart, and of what lies around its plot. */
const height = 280;
const margin = { left: 62, right: 14, top: 26, bottom: 40 };

/** How wide a letter of a stage's name is, about. */
const letter = 7;

class Chart extends HTMLElement {
  /** @type {readonly Epoch[]} */
  #epochs = [];
  #isLogarithmic = false;
  #width = 640;
  #silence = () => {};
  #size = new ResizeObserver(([entry]) => {
    const width = Math.max(240, Math.round(entry.contentRect.width));
    if (width === this.#width) return;
    this.#width = width;
    requestAnimationFrame(() => this.#draw()); // a new height within this event would be an event again
  });

  set epochs(/** @type {readonly Epoch[]} */ value) {
    if (value === this.#epochs) return;
    this.#epochs = value;
    if (this.isConnected) this.#draw();
  }

  connectedCallback() {
    this.#silence = listen(() => this.#draw());
    this.#size.observe(this);
    this.#draw();
  }

  disconnectedCallback() {
    this.#silence();
    this.#size.disconnect();
  }

  #draw() {
    render(this.#epochs.length === 0 ? html`` : html`
      <p class="tools"><button type="button" aria-pressed=${this.#isLogarithmic} @click=${() => { this.#isLogarithmic = !this.#isLogarithmic; this.#draw(); }}>${t('logarithmic')}</button></p>
      ${kinds(this.#epochs).map(kind => this.#chart(kind.loss, kind.epochs))}
      <details class="numbers"><summary>${t('asTable')}</summary>${this.#table()}</details>`, this);
  }

  /** @param {string} loss @param {Epoch[]} epochs */
  #chart(loss, epochs) {
    const name = t(`loss-${loss}`);
    const right = this.#width - margin.right;
    const bottom = height - margin.bottom;
    const [first, last] = [epochs[0].epoch - 0.5, epochs[epochs.length - 1].epoch + 0.5];
    const losses = axis(epochs, this.#isLogarithmic);
    const x = (/** @type {number} */ epoch) => margin.left + (epoch - first) / (last - first) * (right - margin.left);
    const y = (/** @type {number} */ value) => bottom - losses.place(value) * (bottom - margin.top);
    const line = (/** @type {'training' | 'validation'} */ name) => {
      const points = epochs.map(epoch => [x(epoch.epoch), y(epoch[`${name}Loss`])]).filter(point => Number.isFinite(point[1]));
      return svg`<polyline class=${name} points=${points.join(' ')}></polyline>${points.map(([x, y]) => svg`<circle class=${name} cx=${x} cy=${y} r="3"></circle>`)}`;
    };
    const shown = ticks(epochs[0].epoch, epochs[epochs.length - 1].epoch, Math.floor((right - margin.left) / 36)).filter(Number.isInteger);
    return html`
      <figure class="chart">
        <figcaption><strong>${name}</strong>
          <span class="line training">${t('training')}</span> <span class="line validation">${t('validation')}</span></figcaption>
        <svg viewBox="0 0 ${this.#width} ${height}" role="img" aria-label=${name}>
          ${stages(epochs).map((stage, i) => this.#stage(stageName(stage.stage), x(stage.first - 0.5), x(stage.last + 0.5), bottom, i))}
          ${losses.ticks.map(value => svg`<line x1=${margin.left} x2=${right} y1=${y(value)} y2=${y(value)}></line>
            <text x=${margin.left - 8} y=${y(value) + 4} text-anchor="end">${small(value, language)}</text>`)}
          ${shown.map(epoch => svg`<text x=${x(epoch)} y=${bottom + 18} text-anchor="middle">${epoch}</text>`)}
          <text x=${(margin.left + right) / 2} y=${height - 4} text-anchor="middle">${t('epoch')}</text>
          ${line('training')}
          ${line('validation')}
        </svg>
        <p class="said">${this.#sentence(epochs)}</p>
      </figure>`;
  }

  /** A stage: a band, its name upright where it is too narrow. @param {string} name @param {number} from @param {number} to @param {number} bottom @param {number} i */
  #stage(name, from, to, bottom, i) {
    const fits = name.length * letter < to - from;
    const middle = (from + to) / 2;
    return svg`
      <rect class=${i % 2 === 0 ? 'stage even' : 'stage'} x=${from} y=${margin.top} width=${to - from} height=${bottom - margin.top}></rect>
      ${i === 0 ? nothing : svg`<line x1=${from} x2=${from} y1=${margin.top - 8} y2=${bottom}></line>`}
      ${fits ? svg`<text x=${middle} y=${margin.top - 9} text-anchor="middle">${name}</text>`
        : svg`<text transform="translate(${middle + 4} ${margin.top + 8}) rotate(90)">${name}</text>`}`;
  }

  /** @param {Epoch[]} epochs */
  #sentence(epochs) {
    const { n, epoch, ...losses } = summary(epochs);
    const said = Object.fromEntries(Object.entries(losses).map(([name, value]) => [name, small(value, language)]));
    return t('chartSaid', { n, epoch, ...said });
  }

  #table() {
    return html`
      <div class="scroll" tabindex="0" role="region" aria-label=${t('asTable')}><table>
        <thead><tr>${['epoch', 'stage', 'training', 'validation', 'rate', 'time'].map(name => html`<th scope="col">${t(name)}</th>`)}</tr></thead>
        <tbody>${this.#epochs.map(epoch => html`<tr><th scope="row">${epoch.epoch}</th><td>${stageName(epoch.stage)}</td>
          <td>${small(epoch.trainingLoss, language)}</td><td>${small(epoch.validationLoss, language)}</td>
          <td>${small(epoch.learningRate, language)}</td><td>${duration(epoch.seconds, language)}</td></tr>`)}</tbody>
      </table></div>`;
  }
}

customElements.define('lk-chart', Chart);
