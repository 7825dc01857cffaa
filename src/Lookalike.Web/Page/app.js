// Draws the frame of the page, and the view that the address names.

import './elements/lk-key.js';
import { explainFault } from './announce.js';
import * as api from './api.js';
import { faultOf } from './inquiry.js';
import { views } from './pure/address.js';
import { count } from './pure/format.js';
import { languages } from './pure/i18n.js';
import { current, go, language, learn, listen, served, speak, t } from './state.js';
import { html, nothing, render } from './vendor/lit-html.js';

/** @import { Session, View } from './types' */

/** A view is fetched when it is first opened. @param {View} view */
const load = view => import(`./elements/lk-${view}.js`);
load(current().view); // while the server is asked

class App extends HTMLElement {
  /** @type {Session | undefined} */
  #session;
  /** Answers whoever waits for the key. @type {((isGiven: boolean) => void) | undefined} */
  #unlock;
  #fault = '';
  /** What would help where nothing can be searched yet. */
  #command = '';
  #keys = false;
  #view = current().view;

  async connectedCallback() {
    api.whenLocked(() => new Promise(resolve => {
      this.#unlock = resolve;
      this.#draw();
    }));
    listen(() => this.#update());
    await speak(language);
    addEventListener('keydown', event => this.#press(event));
    addEventListener('focus', () => this.#renew());
    await this.#ask();
    await this.#lead();
  }

  async #ask() {
    this.#fault = '';
    try {
      let status;
      [this.#session, status] = await Promise.all([api.session(), api.status()]);
      this.#command = status.ready ? '' : await api.images({ size: 1 }).then(() => '', fault => fault.command ?? '');
      learn(status);
    } catch (fault) {
      this.#fault = explainFault(fault);
    }

    this.#draw();
  }

  /** Where nothing can be searched yet and a training runs, that is what there is to see. */
  async #lead() {
    if (served()?.ready !== false || current().view === 'training') return;
    const { state } = await api.training().catch(() => ({ state: 'none' }));
    if (state === 'running') go({ view: 'training' }, { replace: true });
  }

  #update() {
    const { view } = current();
    if (view !== this.#view) this.#renew();
    this.#view = view;
    this.#draw();
  }

  /** A model or an index may be there by now. */
  #renew() {
    if (served()?.ready === false) this.#ask();
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    const writes = event.target instanceof HTMLElement && event.target.matches('input:not([type=range]):not([type=checkbox]), select, textarea');
    if (writes || event.ctrlKey || event.metaKey || event.altKey || this.#unlock) return;
    const view = views[Number(event.key) - 1];
    if (event.key === '?') {
      this.#keys = !this.#keys;
      this.#draw();
    } else if (event.key === '/') {
      document.getElementById('query')?.focus();
    } else if (event.key === 'Escape' && this.#keys) {
      this.#keys = false;
      this.#draw();
    } else if (view && !document.querySelector('dialog[open]')) {
      go({ view });
    } else {
      return;
    }

    event.preventDefault();
  }

  async #signOut() {
    try {
      await api.signOut();
      location.reload(); // nothing of what was shown stays
    } catch (fault) {
      this.#fault = explainFault(fault);
      this.#draw();
    }
  }

  /** @param {boolean} isGiven */
  #closeKey(isGiven) {
    this.#unlock?.(isGiven);
    this.#unlock = undefined;
    this.#draw();
  }

  #draw() {
    const { view } = current();
    const status = served();
    document.title = `${t(view)} – ${t('title')}`;
    render(html`
      <header>
        <h1><img src="icon.svg" alt="" width="28" height="28">${t('title')}</h1>
        <nav aria-label=${t('title')}>
          ${views.map(name => html`
            <button type="button" aria-current=${view === name ? 'page' : nothing} @click=${() => go({ view: name })}>${t(name)}</button>`)}
        </nav>
        <p class="status">${status?.images == null ? '' : t('pictures', { n: status.images, shown: count(status.images, language) })}</p>
        <button type="button" aria-expanded=${this.#keys} aria-controls="keys" @click=${() => { this.#keys = !this.#keys; this.#draw(); }}>${t('keys')}</button>
        ${this.#session?.needsKey ? html`<button type="button" @click=${() => this.#signOut()}>${t('signOut')}</button>` : nothing}
        <label class="language"><span class="quiet">${t('language')}</span>
          <select @change=${event => speak(event.target.value)}>
            ${languages.map(name => html`<option value=${name} ?selected=${name === language}>${name}</option>`)}
          </select></label>
      </header>
      <section id="keys" aria-label=${t('keys')} ?hidden=${!this.#keys}>${t('keyHelp')}</section>
      ${faultOf(this.#fault, () => this.#ask())}
      <main>${this.#fault ? nothing : this.#main(view)}</main>
      <p id="announcements" class="quiet" aria-live="polite"></p>
      ${this.#unlock ? html`<lk-key @lk-close=${event => this.#closeKey(event.detail)}></lk-key>` : nothing}`, this);
  }

  /** @param {View} view */
  #main(view) {
    const status = served();
    if (status?.ready === false && view !== 'training') return html`<section class="empty">
      <p role="alert">${t('notReady', { reason: status.reason ?? '' })}</p>
      ${this.#command ? html`<p>${t('next')} <code>${this.#command}</code></p>` : nothing}
      <p class="tools"><button type="button" @click=${() => this.#ask()}>${t('retry')}</button></p>
    </section>`;
    load(view);
    switch (view) {
      case 'search': return html`<lk-search></lk-search>`;
      case 'collection': return html`<lk-collection></lk-collection>`;
      case 'model': return html`<lk-model></lk-model>`;
      case 'training': return html`<lk-training></lk-training>`;
    }
  }
}

customElements.define('lk-app', App);
