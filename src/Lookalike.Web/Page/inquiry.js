// What an element asks the server. A new question ends the one before; what fails is told in words.

import { explainFault } from './announce.js';
import { t } from './state.js';
import { html, nothing } from './vendor/lit-html.js';

export class Inquiry {
  #stop = new AbortController();
  #draw;

  /** Whether an answer is awaited. */
  isOpen = false;
  fault = '';

  /** @param {() => void} draw Called when an answer is awaited, and when it has come. */
  constructor(draw) {
    this.#draw = draw;
  }

  /** Asks in place of whatever was asked before. @param {(signal: AbortSignal) => Promise<void>} question */
  begin(question) {
    this.end();
    this.#stop = new AbortController();
    return this.ask(question);
  }

  /** @param {(signal: AbortSignal) => Promise<void>} question */
  async ask(question) {
    const { signal } = this.#stop;
    [this.fault, this.isOpen] = ['', true];
    this.#draw();
    try {
      await question(signal);
    } catch (fault) {
      if (!signal.aborted) this.fault = explainFault(fault);
    }

    if (signal.aborted) return;
    this.isOpen = false;
    this.#draw();
  }

  end() {
    this.#stop.abort();
  }
}

/** Why something failed, and a button that tries it again. @param {string} fault '' where nothing did. @param {() => unknown} [retry] */
export const faultOf = (fault, retry) => fault
  ? html`<p class="fault" role="alert">${fault} ${retry ? html`<button type="button" @click=${retry}>${t('retry')}</button>` : nothing}</p>` : nothing;
