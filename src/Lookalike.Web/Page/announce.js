// Says to screen readers what others see change.

/** @param {string} sentence */
export function announce(sentence) {
  const region = document.getElementById('announcements');
  if (region) region.textContent = sentence;
}
