// Takes a picture with the camera. Nothing is recorded, and the camera is let go as soon as it is not shown.

import { t } from '../state.js';
import { html, nothing, render } from '../vendor/lit-html.js';

class Camera extends HTMLElement {
  /** @type {MediaStream | undefined} */
  #stream;
  #fault = '';
  #sees = false;

  async connectedCallback() {
    this.#draw();
    try {
      if (!navigator.mediaDevices) throw new Error(t('cameraUnsafe')); // browsers hide it from pages that come by plain HTTP
      const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      if (!this.isConnected) return stop(stream);
      this.#stream = stream;
      /** @type {HTMLVideoElement} */ (this.querySelector('video')).srcObject = stream;
    } catch (fault) {
      this.#fault = t('cameraOff', { reason: fault instanceof Error ? fault.message : String(fault) });
    }

    this.#draw();
  }

  disconnectedCallback() {
    stop(this.#stream);
  }

  #take() {
    const video = /** @type {HTMLVideoElement} */ (this.querySelector('video'));
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
    canvas.getContext('2d')?.drawImage(video, 0, 0);
    canvas.toBlob(picture => picture && this.dispatchEvent(new CustomEvent('lk-picture', { detail: picture })), 'image/jpeg', 0.92);
  }

  #draw() {
    render(html`
      <div class="camera">
        ${this.#fault ? html`<p class="fault" role="alert">${this.#fault}</p>` : nothing}
        <video autoplay playsinline muted @loadeddata=${() => { this.#sees = true; this.#draw(); }} ?hidden=${this.#fault !== ''}></video>
        <button type="button" ?disabled=${!this.#sees} @click=${() => this.#take()}>${t('cameraOn')}</button>
      </div>`, this);
  }
}

/** @param {MediaStream | undefined} stream */
const stop = stream => stream?.getTracks().forEach(track => track.stop());

customElements.define('lk-camera', Camera);
