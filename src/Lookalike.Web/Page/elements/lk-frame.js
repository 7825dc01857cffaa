// One picture out of a row of them.

class Frame extends HTMLElement {
  /** @type {ImageBitmap | undefined} */
  #sheet;
  #at = 0;
  #count = 1;

  /** The row, and how many pictures it has. */
  set sheet(/** @type {{ pictures: ImageBitmap, count: number } | undefined} */ value) {
    if (value?.pictures === this.#sheet) return;
    [this.#sheet, this.#count] = [value?.pictures, value?.count ?? 1];
    if (this.isConnected) this.#paint();
  }

  /** Which of them is shown. */
  set at(/** @type {number} */ value) {
    if (value === this.#at) return;
    this.#at = value;
    if (this.isConnected) this.#paint();
  }

  connectedCallback() {
    if (!this.firstElementChild) this.append(document.createElement('canvas'));
    this.#paint();
  }

  #paint() {
    const canvas = /** @type {HTMLCanvasElement} */ (this.firstElementChild);
    if (!this.#sheet) return;
    const [width, height] = [this.#sheet.width / this.#count, this.#sheet.height];
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    canvas.getContext('2d')?.drawImage(this.#sheet, this.#at * width, 0, width, height, 0, 0, width, height);
  }
}

customElements.define('lk-frame', Frame);
