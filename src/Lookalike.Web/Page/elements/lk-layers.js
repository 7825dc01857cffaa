// The layers of the network, in two tables that can be folded.

import { count } from '../pure/format.js';
import { language, t } from '../state.js';
import { html, nothing, render } from '../vendor/lit-html.js';

/** @import { Layer } from '../types' */

/** A table with more rows is folded at first. */
const most = 16;

class Layers extends HTMLElement {
  set layers(/** @type {Layer[]} */ layers) {
    render(html`
      <section aria-labelledby="layers">
        <h3 id="layers">${t('layers')}</h3>
        ${['encoder', 'decoder'].map(part => this.#part(part, layers.filter(layer => layer.part === part)))}
      </section>`, this);
  }

  /** @param {string} part @param {Layer[]} layers */
  #part(part, layers) {
    if (layers.length === 0) return nothing;
    const parameters = count(layers.reduce((sum, layer) => sum + layer.parameters, 0), language);
    return html`
      <details ?open=${layers.length <= most}>
        <summary>${t(part)}: ${t('layersSaid', { n: layers.length, parameters })}</summary>
        <div class="scroll" tabindex="0" role="region" aria-label=${t(part)}><table>
          <thead><tr>${['layer', 'operator', 'output', 'parameters'].map(name => html`<th scope="col">${t(name)}</th>`)}</tr></thead>
          <tbody>${layers.map(layer => html`<tr><th scope="row">${layer.name}</th><td>${layer.operator}</td><td>${layer.output.join(' × ')}</td>
            <td>${layer.parameters === 0 ? '–' : count(layer.parameters, language)}</td></tr>`)}</tbody>
        </table></div>
      </details>`;
  }
}

customElements.define('lk-layers', Layers);
