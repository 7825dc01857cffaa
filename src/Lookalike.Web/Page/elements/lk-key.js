// Asks for the key of the server, and exchanges it for a cookie that no script can read.

import { explainFault } from '../announce.js';
import * as api from '../api.js';
import { faultOf } from '../inquiry.js';
import { t } from '../state.js';
import { html, render } from '../vendor/lit-html.js';

class Key extends HTMLElement {
  #fault = '';
  #isBusy = false;

  connectedCallback() {
    this.#draw();
    this.#dialog.showModal();
  }

  get #dialog() {
    return /** @type {HTMLDialogElement} */ (this.querySelector('dialog'));
  }

  /** @param {SubmitEvent} event */
  async #send(event) {
    event.preventDefault();
    const field = /** @type {HTMLInputElement} */ (this.querySelector('input'));
    if (this.#isBusy || !field.value.trim()) return;
    [this.#isBusy, this.#fault] = [true, ''];
    this.#draw();
    try {
      await api.signIn(field.value.trim());
      field.value = '';
      this.#dialog.close('given');
    } catch (fault) {
      this.#fault = fault instanceof api.Problem && fault.is('key-required') ? t('keyWrong') : explainFault(fault);
    }

    this.#isBusy = false;
    this.#draw();
    field.select();
  }

  #draw() {
    render(html`
      <dialog class="ask" aria-labelledby="key-title" aria-describedby="key-help"
        @close=${() => this.dispatchEvent(new CustomEvent('lk-close', { detail: this.#dialog.returnValue === 'given' }))}>
        <form @submit=${event => this.#send(event)}>
          <h2 id="key-title">${t('keyTitle')}</h2>
          <p id="key-help">${t('keyWhy')} <code>lookalike serve --new-key</code></p>
          <label>${t('serverKey')} <input type="password" autocomplete="current-password" spellcheck="false" required autofocus aria-invalid=${this.#fault !== ''}></label>
          ${faultOf(this.#fault)}
          <p class="tools"><button ?disabled=${this.#isBusy}>${t('keySend')}</button>
            <button type="button" @click=${() => this.#dialog.close()}>${t('cancel')}</button></p>
        </form>
      </dialog>`, this);
  }
}

customElements.define('lk-key', Key);
