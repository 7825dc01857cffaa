// Draws the frame of the page, and the view that the address names.

import './elements/lk-collection.js';
import './elements/lk-search.js';
import { explainFault } from './announce.js';
import * as api from './api.js';
import { count } from './pure/format.js';
import { languages } from './pure/i18n.js';
import { current, go, language, listen, speak, t } from './state.js';
import { html, nothing, render } from './vendor/lit-html.js';

class App extends HTMLElement {
  /** @type {api.Status | undefined} */
  #status;
  #reason = '';
  #keys = false;

  async connectedCallback() {
    listen(() => this.#draw());
    await speak(language);
    addEventListener('keydown', event => this.#press(event));
    this.#ask();
  }

  async #ask() {
    try {
      this.#status = await api.status();
      this.#reason = this.#status.ready ? '' : t('notReady', { reason: this.#status.reason ?? '' });
    } catch (fault) {
      this.#reason = explainFault(fault);
    }

    this.#draw();
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    const writes = event.target instanceof HTMLElement && event.target.matches('input:not([type=range]):not([type=checkbox]), select, textarea');
    if (writes || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '?') {
      this.#keys = !this.#keys;
      this.#draw();
    } else if (event.key === '/') {
      document.getElementById('query')?.focus();
    } else if (event.key === 'Escape' && this.#keys) {
      this.#keys = false;
      this.#draw();
    } else {
      return;
    }

    event.preventDefault();
  }

  #draw() {
    const { view } = current();
    document.title = `${t(view)} – ${t('title')}`;
    render(html`
      <header>
        <h1><img src="icon.svg" alt="" width="28" height="28">${t('title')}</h1>
        <nav aria-label=${t('title')}>
          ${['search', 'collection'].map(name => html`
            <button type="button" aria-current=${view === name ? 'page' : nothing}
              @click=${() => go({ view: /** @type {any} */ (name) })}>${t(name)}</button>`)}
        </nav>
        <p class="status">${this.#status?.images == null ? '' : t('pictures', { n: this.#status.images, shown: count(this.#status.images, language) })}</p>
        <button type="button" aria-expanded=${this.#keys} aria-controls="keys" @click=${() => { this.#keys = !this.#keys; this.#draw(); }}>${t('keys')}</button>
        <label class="language"><span class="quiet">${t('language')}</span>
          <select @change=${(/** @type {any} */ event) => speak(event.target.value)}>
            ${languages.map(name => html`<option value=${name} ?selected=${name === language}>${name}</option>`)}
          </select></label>
      </header>
      <section id="keys" aria-label=${t('keys')} ?hidden=${!this.#keys}>${t('keyHelp')}</section>
      ${this.#reason ? html`<p class="fault" role="alert">${this.#reason}
        <button type="button" @click=${() => this.#ask()}>${t('retry')}</button></p>` : nothing}
      <main>${view === 'search' ? html`<lk-search></lk-search>` : html`<lk-collection></lk-collection>`}</main>
      <p id="announcements" class="quiet" aria-live="polite"></p>`, this);
  }
}

customElements.define('lk-app', App);
