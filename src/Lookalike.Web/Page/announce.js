// What happens, in words: for screen readers what others see change, for everybody why something did not work, and what a stage of a training is called.

import { Problem } from './api.js';
import { t } from './state.js';

/** Says something to screen readers. @param {string} sentence */
export function announce(sentence) {
  const region = document.getElementById('announcements');
  if (region) region.textContent = sentence;
}

/** Why a request failed: in the server's words and with the command that helps, or that there were none. @param {unknown} fault */
export function explainFault(fault) {
  if (!(fault instanceof Problem)) return t('offline');
  if (fault.is('key-required')) return t('keyNeeded');
  return fault.command ? `${fault.message} ${t('next')} ${fault.command}` : fault.message;
}

/** A stage of a training. @param {string} stage As the server calls it. */
export function stageName(stage) {
  const round = /^round (\d+)$/.exec(stage);
  if (round) return t('stageRound', { round: round[1] });
  const name = `stage-${stage}`;
  const said = t(name);
  return said === name ? stage : said;
}
