// What only the browser can do for a component: clipboard, downloads, remembered settings.

/** @returns {Promise<boolean>} whether the text is on the clipboard now */
export async function copyText(text) {
  if (navigator.clipboard && window.isSecureContext) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch { /* refused by the browser's settings: the older way may be allowed */ }
  }
  const area = document.createElement('textarea');
  area.value = text;
  area.setAttribute('readonly', '');
  area.style.cssText = 'position: fixed; opacity: 0';
  document.body.append(area);
  area.select();
  try {
    return document.execCommand('copy');
  } finally {
    area.remove();
  }
}

export function downloadText(fileName, mediaType, text) {
  downloadBlob(fileName, new Blob([text], { type: `${mediaType};charset=utf-8` }));
}

export function downloadBlob(fileName, blob) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = fileName;
  link.click();
  // The browser has taken the address by then; at once would be too early for some.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** @returns {string | null} null as well where storage is switched off */
export function recall(key) {
  try {
    return localStorage.getItem(`tenantconsole.${key}`);
  } catch {
    return null;
  }
}

export function remember(key, value) {
  try {
    localStorage.setItem(`tenantconsole.${key}`, value);
  } catch { /* storage is switched off: the setting holds for this page */ }
}

/** Opens the browser's own print dialog for the page as it stands. */
export function printPage() {
  window.print();
}
