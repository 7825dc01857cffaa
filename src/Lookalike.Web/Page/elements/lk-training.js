// A training as it goes: how far it is, how its losses fall, and how the pictures that it draws sharpen. Who comes late sees all of it.

import './lk-chart.js';
import './lk-samples.js';
import { announce, explainFault, stageName } from '../announce.js';
import * as api from '../api.js';
import { faultOf } from '../inquiry.js';
import { count, duration, share, small } from '../pure/format.js';
import { follow, names, silentFor, unheard } from '../pure/run.js';
import { language, listen, t } from '../state.js';
import { html, nothing, render } from '../vendor/lit-html.js';

/** How often the server is asked whether there is a training, and how it is, in milliseconds: a program that was killed tells no event. */
const beat = 5000;

class Training extends HTMLElement {
  #run = unheard();
  #fault = '';
  #isLoading = true;
  /** @type {EventSource | undefined} */
  #events;
  /** @type {number | undefined} */
  #timer;
  /** @type {number | undefined} */
  #frame;
  #silence = () => {};

  connectedCallback() {
    this.#silence = listen(() => this.#draw());
    this.#ask();
  }

  disconnectedCallback() {
    this.#silence();
    clearTimeout(this.#timer);
    this.#events?.close();
    this.#events = undefined;
  }

  /** Events say what happens; this says what happens no more. */
  async #ask() {
    clearTimeout(this.#timer);
    let isLocked = false;
    try {
      const { state, heard } = await api.training();
      this.#run = { ...this.#run, state, heard: Math.max(this.#run.heard ?? 0, Date.parse(heard ?? '') || 0) || undefined };
      this.#fault = '';
      if (this.isConnected && state !== 'none') this.#hear();
    } catch (fault) {
      this.#fault = explainFault(fault);
      isLocked = fault instanceof api.Problem && fault.is('key-required'); // who did not give the key is not asked for it again and again
    }

    if (this.isConnected && !isLocked) this.#timer = setTimeout(() => this.#ask(), beat);
    this.#isLoading = false;
    this.#drawSoon();
  }

  /** The browser makes a broken connection anew by itself, unless the server refused it. */
  #hear() {
    if (this.#events && this.#events.readyState !== EventSource.CLOSED) return;
    this.#events = api.trainingEvents();
    for (const name of names) this.#events.addEventListener(name, event => this.#follow(name, JSON.parse(event.data)));
  }

  /** @param {string} name @param {any} data */
  #follow(name, data) {
    this.#run = follow(this.#run, name, data);
    if (name === 'epoch') announce(t('epochSaid', { epoch: data.epoch, training: small(data.trainingLoss, language), validation: small(data.validationLoss, language) }));
    else if (name === 'done' || name === 'stopped' || name === 'failed') announce(t(`training-${name}`));
    this.#drawSoon();
  }

  /** Many events may come at once, to somebody who comes late. */
  #drawSoon() {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      this.#draw();
    });
  }

  #draw() {
    if (!this.isConnected) return;
    const run = this.#run;
    render(html`
      <h2>${t('training')}</h2>
      ${faultOf(this.#fault, () => this.#ask())}
      ${this.#isLoading ? html`<p class="said">${t('loading')}</p>` : this.#state()}
      ${run.samples.length > 0 ? html`<lk-samples .samples=${run.samples}></lk-samples>` : nothing}
      ${run.epochs.length > 0 ? html`<section aria-labelledby="losses"><h3 id="losses">${t('losses')}</h3><lk-chart .epochs=${run.epochs}></lk-chart></section>` : nothing}`, this);
  }

  #state() {
    const { state, begin, reason, verdict } = this.#run;
    const about = begin.images ? html`<p>${t('begunSaid', {
      source: begin.source ?? '', n: begin.images, shown: count(begin.images, language), validation: count(begin.validation ?? 0, language),
    })}</p>` : nothing;
    switch (state) {
      case 'none': return html`<p>${t('training-none')}</p><p><code>lookalike train FOLDER --serve</code></p>`;
      case 'running': return html`${about}${this.#progress()}`;
      case 'done': return html`${about}<p><strong>${t('training-done')}</strong> ${verdict}</p><p>${t('next')} <code>lookalike index FOLDER</code></p>`;
      case 'stopped': return html`${about}<p><strong>${t('training-stopped')}</strong></p><p>${t('next')} <code>lookalike train FOLDER --resume</code></p>`;
      case 'failed': return html`${about}<p class="fault"><strong>${t('training-failed')}</strong> ${reason}</p>`;
    }
  }

  #progress() {
    const silent = silentFor(this.#run, Date.now());
    const progress = this.#run.progress;
    const isPreparing = progress?.prepared !== undefined;
    const value = isPreparing ? progress.prepared : progress?.steps ? (progress.step ?? 0) / progress.steps : undefined;
    const ready = progress?.read ? t('readingSaid', { n: progress.read.total, done: count(progress.read.done, language), total: count(progress.read.total, language) })
      : isPreparing ? t('preparing', { stage: stageName(progress.stage) }) : '';
    const facts = progress === undefined ? [t('beginning')] : isPreparing ? [ready] : [
      t('epochOf', { epoch: progress.epoch ?? 0, epochs: Math.max(progress.epochs ?? 0, progress.epoch ?? 0), stage: stageName(progress.stage) }),
      progress.imagesPerSecond === undefined ? '' : t('speed', { speed: count(Math.round(progress.imagesPerSecond), language) }),
      progress.trainingLoss == null ? '' : t('lossNow', { loss: small(progress.trainingLoss, language) }),
      progress.secondsLeft == null ? '' : t('timeLeft', { time: duration(progress.secondsLeft, language) }),
    ];
    return html`
      <p class="facts">${facts.filter(Boolean).map(fact => html`<span>${fact}</span>`)}</p>
      <progress aria-label=${ready || t('epochDone')} value=${value ?? nothing} max="1">${value === undefined ? '' : share(value, language)}</progress>
      ${silent > 0 ? html`<p class="said">${t('silent', { time: duration(silent, language) })}</p>` : nothing}`;
  }
}

customElements.define('lk-training', Training);
