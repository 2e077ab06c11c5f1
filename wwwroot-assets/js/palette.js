// The command palette (CommandPalette.razor): opened by Ctrl-K or Cmd-K and by its button, walked with the arrows. The choice lives here, so that it follows the keys at once;
// what is found comes from the server.
import { recall, remember } from './browser.js';

const mostRecent = 6;
const palettes = new WeakMap();

/** @param {HTMLDialogElement} dialog */
export function attach(dialog, listener, key) {
  const palette = { dialog, listener, key, input: dialog.querySelector('[role="combobox"]'), list: dialog.querySelector('[role="listbox"]'), abort: new AbortController() };
  const { signal } = palette.abort;
  palettes.set(dialog, palette);
  document.addEventListener('keydown', event => {
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      dialog.open ? dialog.close() : open(palette);
    }
  }, { signal });
  document.addEventListener('click', event => {
    if (event.target.closest?.('[data-palette-open]'))
      open(palette);
  }, { signal });
  dialog.addEventListener('keydown', event => walk(palette, event), { signal });
  dialog.addEventListener('click', event => {
    const entry = event.target.closest('[role="option"]');
    if (entry)
      follow(palette, entry);
    // The dialog itself is what is clicked where its backdrop is.
    else if (event.target === dialog)
      dialog.close();
  }, { signal });
  dialog.addEventListener('pointermove', event => {
    const entry = event.target.closest('[role="option"]');
    if (entry) {
      palette.moved = true;
      choose(palette, entry);
    }
  }, { signal });
  palette.input.addEventListener('input', () => { palette.moved = false; }, { signal });
  palette.changes = new MutationObserver(() => choose(palette, (palette.moved ? chosen(palette) : null) ?? entries(palette)[0]));
  palette.changes.observe(palette.list, { childList: true, subtree: true });
}

export function detach(dialog) {
  const palette = palettes.get(dialog);
  palette?.abort.abort();
  palette?.changes.disconnect();
}

function open(palette) {
  if (palette.dialog.open)
    return;
  palette.input.value = '';
  palette.moved = false;
  palette.dialog.showModal();
  palette.input.focus();
  palette.listener.invokeMethodAsync('OpenAsync', recall(palette.key));
}

function walk(palette, event) {
  // Escape closes the dialog and nothing behind it.
  if (event.key === 'Escape')
    event.stopPropagation();
  const all = entries(palette);
  const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 5, PageUp: -5 }[event.key];
  if (event.key === 'Enter' && !event.isComposing) {
    event.preventDefault();
    chosen(palette)?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey: event.ctrlKey, metaKey: event.metaKey }));
  } else if (step && all.length > 0) {
    event.preventDefault();
    event.stopPropagation();
    const at = all.indexOf(chosen(palette));
    const next = Math.abs(step) > 1 ? Math.min(Math.max(at + step, 0), all.length - 1) : (at + step + all.length) % all.length;
    palette.moved = true;
    choose(palette, all[next]);
    all[next].scrollIntoView({ block: 'nearest' });
  }
}

function follow(palette, entry) {
  const here = { title: entry.dataset.title, href: entry.getAttribute('href'), detail: entry.dataset.detail ?? null };
  const before = parse(recall(palette.key)).filter(other => other?.href !== here.href);
  remember(palette.key, JSON.stringify([here, ...before].slice(0, mostRecent)));
  palette.dialog.close();
}

function parse(kept) {
  try {
    const list = JSON.parse(kept ?? '[]');
    return Array.isArray(list) ? list : [];
  } catch {
    return [];
  }
}

function choose(palette, entry) {
  const before = chosen(palette);
  if (before !== entry)
    before?.setAttribute('aria-selected', 'false');
  if (entry) {
    entry.setAttribute('aria-selected', 'true');
    palette.input.setAttribute('aria-activedescendant', entry.id);
  } else {
    palette.input.removeAttribute('aria-activedescendant');
  }
}

function chosen(palette) {
  return palette.list.querySelector('[role="option"][aria-selected="true"]');
}

function entries(palette) {
  return [...palette.list.querySelectorAll('[role="option"]')];
}
