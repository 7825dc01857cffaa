// A training, as what is told of it adds up.

/** @import { Run } from '../types' */

/** How long a training may be silent before the page says so, in milliseconds. */
export const silence = 30_000;

/** The names of the events. */
export const names = ['reading', 'begin', 'progress', 'epoch', 'stage', 'sample', 'done', 'stopped', 'failed'];

/** A training of which nothing was told. @returns {Run} */
export const unheard = () => ({
  state: 'none', heard: undefined, begin: {}, progress: undefined, epochs: [], stages: [], samples: [], reason: '', verdict: '',
});

/**
 * What is known after an event.
 * @param {Run} run What was known before; it stays what it is.
 * @param {string} name
 * @param {any} data
 * @returns {Run}
 */
export function follow(run, name, data) {
  const heard = Date.parse(data.time) || run.heard;
  const known = { ...run, heard };
  switch (name) {
    case 'reading': return { ...(run.state === 'running' ? known : unheard()), state: 'running', heard, progress: { stage: '', prepared: data.total ? data.done / data.total : 0, read: data } };
    case 'begin': return { ...unheard(), state: 'running', heard, begin: data };
    case 'progress': return { ...known, state: 'running', progress: data };
    case 'epoch': return { ...known, epochs: [...run.epochs.filter(epoch => epoch.epoch !== data.epoch), data] };
    case 'stage': return { ...known, stages: [...run.stages.filter(stage => stage.stage !== data.stage), data] };
    case 'sample': return { ...known, samples: [...run.samples.filter(sample => sample.time !== data.time), data] };
    case 'done': return { ...known, state: 'done', verdict: data.verdict ?? '' };
    case 'stopped': return { ...known, state: 'stopped' };
    case 'failed': return { ...known, state: 'failed', reason: data.reason ?? '' };
    default: return run;
  }
}

/** How long a running training has been silent, in seconds; 0 where that is not worth a word. @param {Run} run @param {number} now */
export const silentFor = (run, now) =>
  run.state === 'running' && run.heard !== undefined && now - run.heard > silence ? Math.round((now - run.heard) / 1000) : 0;
