// Keys of the pages of tickets: J and K walk the tickets in sight, the arrows too once one of them is reached; Enter opens it, being a link; C begins a new one.
const steps = { j: 1, k: -1, ArrowDown: 1, ArrowUp: -1 };

export function attach(root) {
  const onKeyDown = event => {
    if (!root.isConnected) {
      document.removeEventListener('keydown', onKeyDown);
      return;
    }
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || document.querySelector('[data-menu], .mud-dialog'))
      return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const step = steps[key];
    if (key === 'c') {
      const create = document.querySelector('a[data-create]');
      if (create) {
        event.preventDefault();
        create.click();
      }
    } else if (step !== undefined) {
      walk(root, step, key.length === 1, event);
    }
  };
  document.addEventListener('keydown', onKeyDown);

  // Some browsers begin to drag only what carries something.
  root.addEventListener('dragstart', event => event.dataTransfer?.setData('text/plain', event.target.dataset?.ticket ?? ''));
}

function walk(root, step, anywhere, event) {
  const links = [...root.querySelectorAll('a.row-link')].filter(link => link.offsetParent !== null);
  const at = links.indexOf(document.activeElement);
  if (links.length === 0 || (at < 0 && !anywhere))
    return;
  event.preventDefault();
  const next = at < 0 ? (step > 0 ? 0 : links.length - 1) : Math.min(links.length - 1, Math.max(0, at + step));
  links[next].focus();
  links[next].scrollIntoView({ block: 'nearest' });
}

function isTyping(element) {
  return element.isContentEditable || element.matches?.('input, textarea, select');
}
