// The model: what it draws of pictures and between them, how it was trained, and of what layers it is.

import './lk-chart.js';
import './lk-layers.js';
import './lk-redrawn.js';
import './lk-walk.js';
import { announce } from '../announce.js';
import * as api from '../api.js';
import { faultOf, Inquiry } from '../inquiry.js';
import { count, duration, small } from '../pure/format.js';
import { copies, lines } from '../pure/recipe.js';
import { bring, everywhere } from '../pictures.js';
import { current, go, language, listen, t } from '../state.js';
import { html, nothing, render } from '../vendor/lit-html.js';

/** @import { Example, Model } from '../types' */

class ModelView extends HTMLElement {
  /** @type {Model | undefined} */
  #model;
  /** @type {Example[]} */
  #samples = [];
  #inquiry = new Inquiry(() => this.#draw());
  #end = () => {};

  connectedCallback() {
    const silence = listen(() => this.#draw());
    const quiet = everywhere(files => this.#take(files));
    this.#end = () => { silence(); quiet(); };
    this.#ask();
  }

  disconnectedCallback() {
    this.#end();
    this.#inquiry.end();
  }

  #ask() {
    this.#inquiry.begin(async signal => {
      this.#model = await api.model(signal);
      if (!this.#model.canReconstruct) return;

      // A model can be looked at without an index: then there are only pictures that one brings.
      const { images } = await api.images({ size: 2 }, signal).catch(() => ({ images: [] }));
      this.#samples = images.map(image => ({ key: image.key, weight: 1 }));
    });
  }

  /** @param {File[]} files @param {'from' | 'to'} [first] Where the first of them goes; the next is where one goes to. */
  #take(files, first = 'from') {
    this.#inquiry.ask(async signal => {
      for (const [i, file] of files.slice(0, 2).entries()) {
        const { example, note } = await bring(file, signal);
        if (note) announce(note);
        go({ [i === 0 ? first : 'to']: example });
      }
    });
  }

  /** The two pictures that are drawn: those that were chosen here, else those of the search, else the first of the collection. */
  get #pair() {
    const { from, to, examples } = current();
    const liked = examples.filter(example => example.weight > 0);
    return [from ?? liked[0] ?? this.#samples[0], to ?? liked[1] ?? this.#samples[1]];
  }

  #draw() {
    const model = this.#model;
    render(html`
      ${faultOf(this.#inquiry.fault, () => this.#ask())}
      ${model ? html`
        <section class="about">
          <h2>${t('model')}</h2>
          <p>${t('modelSaid', { latent: count(model.latentSize, language), kind: t(model.input.channels === 1 ? 'grey' : 'colour'), width: model.input.width, height: model.input.height })}
            ${model.detailSize > 0 ? t('detailSaid', { n: model.detailSize }) : nothing}
            ${t('parametersSaid', { n: model.layers.length, parameters: count(model.layers.reduce((sum, layer) => sum + layer.parameters, 0), language) })}</p>
          <p class="key">${t('fingerprint', { fingerprint: model.fingerprint.slice(0, 12) })}</p>
        </section>
        ${model.canReconstruct ? this.#drawings() : html`<p class="said">${t('noDecoder')}</p>`}
        ${this.#training(model)}
        <lk-layers .layers=${model.layers}></lk-layers>` : this.#inquiry.fault ? nothing : html`<p class="said">${t('loading')}</p>`}`, this);
  }

  #drawings() {
    const pair = this.#pair;
    return html`
      <section class="drawings" aria-labelledby="drawings">
        <h3 id="drawings">${t('drawn')}</h3>
        <p>${t('drawingsSaid')}</p>
        <div class="two">
          ${/** @type {const} */ (['from', 'to']).map((end, i) => html`<lk-redrawn .name=${t(end)} .example=${pair[i]}
            @lk-choose=${event => go({ [end]: event.detail })}
            @lk-files=${event => this.#take(event.detail, end)}></lk-redrawn>`)}
        </div>
        ${pair[0] && pair[1] ? html`<lk-walk .ends=${pair}></lk-walk>` : nothing}
      </section>`;
  }

  /** @param {Model} model */
  #training({ recipe, training, epochs }) {
    if (!recipe && !training && epochs.length === 0) return nothing;
    const changed = recipe ? copies(recipe).map(([, sentence, values]) => say(sentence, values)) : [];
    return html`
      <section class="trained" aria-labelledby="trained">
        <h3 id="trained">${t('howTrained')}</h3>
        ${training?.imagesPerSecond > 0 ? html`<p>${t('trainingSaid', {
          n: training?.epochs, time: duration(training?.seconds, language), speed: count(Math.round(training?.imagesPerSecond), language), loss: small(training?.validationLoss, language),
        })}</p>` : nothing}
        ${training?.verdict ? html`<p>${training.verdict}</p>` : nothing}
        ${epochs.length > 0 ? html`<lk-chart .epochs=${epochs}></lk-chart>` : nothing}
        ${recipe ? html`<dl>${lines(recipe).map(([name, sentence, values]) => html`<dt>${t(name)}</dt><dd>${say(sentence, values)}</dd>`)}
          ${changed.length > 0 ? html`<dt>${t('copiesChanged')}</dt><dd>${new Intl.ListFormat(language).format(changed)}</dd>` : nothing}</dl>` : nothing}
      </section>`;
  }
}

/** A sentence with its numbers as they are written here. @param {string} sentence @param {Record<string, string | number>} values */
function say(sentence, values) {
  const write = new Intl.NumberFormat(language, { maximumSignificantDigits: 6 });
  const written = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === 'number' ? write.format(value) : value]));
  return t(sentence, values.n === undefined ? written : { ...written, n: values.n, shown: written.n });
}

customElements.define('lk-model', ModelView);
