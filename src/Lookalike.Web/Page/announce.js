// What happens, in words: for screen readers what others see change, for everybody why something did not work.

import { Problem } from './api.js';
import { t } from './state.js';

/** Says something to screen readers. @param {string} sentence */
export function announce(sentence) {
  const region = document.getElementById('announcements');
  if (region) region.textContent = sentence;
}

/** Why a request failed: in the server's words, or that there were none. @param {unknown} fault */
export const explainFault = fault => fault instanceof Problem ? fault.message : t('offline');
