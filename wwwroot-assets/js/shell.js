// Keys that work everywhere. A menu ([data-menu]) is walked with the arrows; "/" goes to the page's search field; Enter sends a question ([data-send-on-enter]),
// with Shift it breaks the line.
document.addEventListener('keydown', event => {
  if (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target)) {
    const search = document.querySelector('[data-page-search]');
    if (search) {
      event.preventDefault();
      search.focus();
    }
    return;
  }

  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.target.matches?.('[data-send-on-enter]')) {
    event.preventDefault();
    event.target.form?.requestSubmit();
    return;
  }

  const menu = event.target.closest?.('[data-menu]') ?? openedBy(event.target);
  const step = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity }[event.key];
  if (!menu || step === undefined || event.target.matches('input[type="date"], textarea, select'))
    return;
  const items = [...menu.querySelectorAll('a[href], button:not(:disabled), input:not(:disabled)')].filter(item => item.offsetParent !== null);
  if (items.length === 0)
    return;
  event.preventDefault();
  const at = items.indexOf(document.activeElement);
  const next = step === -Infinity ? 0 : step === Infinity ? items.length - 1 : at < 0 ? (step > 0 ? 0 : items.length - 1) : (at + step + items.length) % items.length;
  items[next].focus();
});

/** The menu that this button has open. */
function openedBy(button) {
  const panel = button.matches?.('[aria-expanded="true"][aria-controls]') ? document.getElementById(button.getAttribute('aria-controls')) : null;
  return panel?.matches('[data-menu]') ? panel : null;
}

function isTyping(element) {
  return element.isContentEditable || element.matches?.('input, textarea, select');
}

// A row with a link is clickable as a whole; the link stays a real one, so that a new tab works by every habit.
for (const type of ['click', 'auxclick']) {
  document.addEventListener(type, event => {
    const row = event.target.closest?.('tr.linked');
    if (!row || event.button > 1 || event.target.closest('a, button, input, label, select, textarea, summary') || String(getSelection()) !== '')
      return;
    const { ctrlKey, metaKey, shiftKey, button } = event;
    row.querySelector('a.row-link')?.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true, ctrlKey: ctrlKey || button === 1, metaKey, shiftKey }));
  });
}
