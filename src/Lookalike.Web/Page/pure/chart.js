// Where the losses of a training lie on a chart, and what the chart says in words.

/** @import { Epoch } from '../types' */

/**
 * Losses that can be compared with each other: those of one kind.
 * @param {readonly Epoch[]} epochs
 * @returns {{ loss: string, epochs: Epoch[] }[]} In the order in which the kinds come.
 */
export function kinds(epochs) {
  /** @type {Map<string, Epoch[]>} */
  const found = new Map();
  for (const epoch of epochs) found.set(epoch.loss, [...found.get(epoch.loss) ?? [], epoch]);
  return [...found].map(([loss, epochs]) => ({ loss, epochs }));
}

/** The stages of a training. @param {readonly Epoch[]} epochs @returns {{ stage: string, first: number, last: number }[]} */
export function stages(epochs) {
  /** @type {{ stage: string, first: number, last: number }[]} */
  const found = [];
  for (const { epoch, stage } of epochs) {
    const last = found.at(-1);
    if (last?.stage === stage) last.last = epoch;
    else found.push({ stage, first: epoch, last: epoch });
  }

  return found;
}

/**
 * Numbers for an axis: round ones, as many as there is room for.
 * @param {number} low
 * @param {number} high
 * @param {number} most
 */
export function ticks(low, high, most) {
  const rough = (high - low) / Math.max(1, most);
  if (!(rough > 0)) return [low];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find(factor => factor * power >= rough * 0.999) ?? 10);
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const first = Math.ceil(low / step - 1e-9);
  return Array.from({ length: Math.floor(high / step + 1e-9) - first + 1 }, (_, i) => Number(((first + i) * step).toFixed(digits)));
}

/** Numbers for a logarithmic axis: powers of ten, and the fewer of them there are the more of their multiples. @param {number} low Above 0. @param {number} high */
export function logarithmicTicks(low, high) {
  const powers = Math.ceil(Math.log10(high / low));
  const factors = powers > 3 ? [1] : powers > 1 ? [1, 2, 5] : [1, 2, 3, 4, 5, 6, 8];
  const found = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power++)
    for (const factor of factors) found.push(Number(`${factor}e${power}`));
  return found.filter(value => value >= low * 0.999 && value <= high * 1.001);
}

/**
 * The axis of the losses.
 * @param {readonly Epoch[]} epochs
 * @param {boolean} isLogarithmic
 * @returns {{ low: number, high: number, ticks: number[], place: (value: number) => number }} `place` is 0 at the bottom and 1 at the top.
 */
export function axis(epochs, isLogarithmic) {
  const values = epochs.flatMap(epoch => [epoch.trainingLoss, epoch.validationLoss]).filter(value => Number.isFinite(value) && (value > 0 || !isLogarithmic));
  const [least, most] = [Math.min(...values), Math.max(...values)];
  if (!isLogarithmic || values.length === 0) {
    const [low, high] = [Math.min(0, least), most > 0 && Number.isFinite(most) ? most * 1.05 : 1];
    return { low, high, ticks: ticks(low, high, 5), place: value => (value - low) / (high - low) };
  }

  const [low, high] = [least / 1.2, most * 1.2];
  return { low, high, ticks: logarithmicTicks(low, high), place: value => Math.log(value / low) / Math.log(high / low) };
}

/**
 * What somebody who does not see the chart has to know of it.
 * @param {readonly Epoch[]} epochs At least one.
 * @returns {{ n: number, trainingFirst: number, trainingLast: number, first: number, last: number, best: number, epoch: number }}
 *   The losses of validation first and last, the best of them, and after which epoch that was.
 */
export function summary(epochs) {
  const [first, last] = [epochs[0], epochs[epochs.length - 1]];
  const best = epochs.reduce((least, epoch) => epoch.validationLoss < least.validationLoss ? epoch : least);
  return {
    n: epochs.length, trainingFirst: first.trainingLoss, trainingLast: last.trainingLoss, first: first.validationLoss, last: last.validationLoss,
    best: best.validationLoss, epoch: best.epoch,
  };
}
