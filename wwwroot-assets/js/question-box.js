// The box a question is written in (QuestionBox.razor): it owns the text, tells when the person has paused, and keeps the marks of the layer behind in their places.
// Where many are pasted (PastedQuestions.razor) there is neither a listener nor a layer: it owns the text and keeps the draft, no more.
const pauseMs = 250;
const longFrom = 20_000;
const longestDraft = 500_000;
const boxes = new WeakMap();

/** @param {HTMLElement} form */
export function attach(form, listener, draftKey, longest) {
  const box = { form, listener, longest, area: form.querySelector('textarea'), layer: form.querySelector('.marks'), draftKey: `tenantconsole.draft.${draftKey}`, read: '', marks: [], timer: 0 };
  boxes.set(form, box);
  box.text = box.area.value || draft(box);
  box.area.value = box.text;
  box.onInput = () => changed(box);
  box.area.addEventListener('input', box.onInput);
  draw(box);
  if (!listener)
    return;
  box.onKeyDown = event => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
  };
  box.onEscape = event => {
    if (!form.isConnected)
      document.removeEventListener('keydown', box.onEscape);
    else if (event.key === 'Escape' && form.dataset.running && !event.defaultPrevented && !document.querySelector('[data-menu]'))
      listener.invokeMethodAsync('EscapeAsync');
  };
  box.area.addEventListener('keydown', box.onKeyDown);
  document.addEventListener('keydown', box.onEscape);
  // A touch screen would open its keyboard over the page.
  if (!matchMedia('(pointer: coarse)').matches)
    box.area.focus({ preventScroll: true });
  if (box.text)
    pause(box);
}

/** The text as a stream of its bytes; of one that is too long one character more than is allowed. A stream may not be empty, so a line end goes before it. */
export function read(form) {
  const box = boxes.get(form);
  box.read = box.area.value;
  return new TextEncoder().encode(`\n${box.read.slice(0, box.longest + 1)}`);
}

export function set(form, text) {
  const box = boxes.get(form);
  if (!box)
    return;
  box.area.value = text;
  box.area.focus({ preventScroll: true });
  changed(box);
}

/** Marks belong to the text that was read last; those in what was changed since are dropped, those behind it moved along. */
export function mark(form, marks) {
  const box = boxes.get(form);
  if (!box)
    return;
  box.marks = moved(marks, box.read, box.area.value);
  box.text = box.area.value;
  draw(box);
}

function changed(box) {
  const text = box.area.value;
  box.marks = moved(box.marks, box.text, text);
  box.text = text;
  draw(box);
  pause(box);
}

function pause(box) {
  clearTimeout(box.timer);
  box.timer = setTimeout(() => {
    if (!box.form.isConnected)
      return;
    keep(box);
    box.listener?.invokeMethodAsync('PausedAsync');
  }, pauseMs);
}

function moved(marks, before, after) {
  if (before === after || marks.length === 0)
    return marks;
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head])
    head++;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail])
    tail++;
  const shift = after.length - before.length;
  return marks.flatMap(mark => mark.start + mark.length <= head ? [mark] : mark.start >= before.length - tail ? [{ ...mark, start: mark.start + shift }] : []);
}

function draw(box) {
  if (!box.layer)
    return;
  const long = box.text.length > longFrom;
  box.form.classList.toggle('long', long);
  const pieces = [];
  let at = 0;
  for (const { start, length, direction } of long ? [] : box.marks) {
    pieces.push(box.text.slice(at, start));
    const piece = document.createElement('mark');
    piece.className = `evidence ${direction}`;
    piece.textContent = box.text.slice(start, start + length);
    pieces.push(piece);
    at = start + length;
  }
  // A last empty line has a height only with something in it.
  box.layer.replaceChildren(...pieces, long ? '' : `${box.text.slice(at)}\u200b`);
}

function draft(box) {
  try {
    return sessionStorage.getItem(box.draftKey) ?? '';
  } catch {
    return '';
  }
}

function keep(box) {
  try {
    if (box.text.length === 0 || box.text.length > longestDraft)
      sessionStorage.removeItem(box.draftKey);
    else
      sessionStorage.setItem(box.draftKey, box.text);
  } catch { /* storage is switched off: a lost connection loses the draft */ }
}

/** Keeps the end of a growing conversation in sight for as long as the person is there, and takes them there when they ask. */
export function follow(log) {
  const page = document.documentElement;
  let near = true;
  let last = window.scrollY;
  // Only the person scrolls up; that the end is far may as well mean that the answer has grown by more than that since.
  const onScroll = () => {
    near = page.scrollHeight - window.innerHeight - window.scrollY < 120 || (near && window.scrollY >= last);
    last = window.scrollY;
  };
  const onSubmit = () => { near = true; };
  const growth = new ResizeObserver(() => {
    if (!log.isConnected) {
      growth.disconnect();
      window.removeEventListener('scroll', onScroll);
      document.removeEventListener('submit', onSubmit);
    } else if (near && log.childElementCount > 0) {
      window.scrollTo({ top: page.scrollHeight });
    }
  });
  window.addEventListener('scroll', onScroll, { passive: true });
  document.addEventListener('submit', onSubmit);
  growth.observe(log);
}
