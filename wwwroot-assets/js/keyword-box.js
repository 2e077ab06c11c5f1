// Where keywords are typed or pasted (KeywordInput.razor). It owns the text: Enter takes it, and so do pasted lines.
const boxes = new WeakMap();

/** @param {HTMLElement} field */
export function attach(field, listener, longest) {
  const area = field.querySelector('textarea');
  boxes.set(field, { area, longest });
  area.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || event.isComposing)
      return;
    event.preventDefault();
    listener.invokeMethodAsync('AddAsync');
  });
  area.addEventListener('paste', event => {
    if (event.clipboardData.getData('text').trim().includes('\n'))
      setTimeout(() => listener.invokeMethodAsync('AddAsync'));
  });
  // What stands here is no value of the form around it before it is taken.
  for (const name of ['input', 'change'])
    area.addEventListener(name, event => event.stopPropagation());
}

/** The text as a stream of its bytes, and out of the box. A stream may not be empty, so a line end goes before it. */
export function take(field) {
  const { area, longest } = boxes.get(field);
  const text = area.value.slice(0, longest);
  area.value = '';
  area.focus({ preventScroll: true });
  return new TextEncoder().encode(`\n${text}`);
}
