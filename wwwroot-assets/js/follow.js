// Keeps the end of a growing text in sight (FollowEnd), unless the person has scrolled up to read.
const nearEnd = 48;
const followed = new Map();

export function follow(handle, element) {
  let following = true;
  const onScroll = () => { following = element.scrollHeight - element.scrollTop - element.clientHeight < nearEnd; };
  const onGrowth = new MutationObserver(() => {
    if (following)
      element.scrollTop = element.scrollHeight;
  });
  element.addEventListener('scroll', onScroll, { passive: true });
  onGrowth.observe(element, { childList: true, subtree: true, characterData: true });
  followed.set(handle, () => {
    element.removeEventListener('scroll', onScroll);
    onGrowth.disconnect();
  });
}

export function leave(handle) {
  followed.get(handle)?.();
  followed.delete(handle);
}
