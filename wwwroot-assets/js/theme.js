// Loaded first and blocking, so that the remembered theme is on the root element before anything is painted. A click on [data-theme-toggle] changes it,
// on static and interactive pages alike. No choice remembered: the system's.
(() => {
  const key = 'tenantconsole.theme';
  const root = document.documentElement;
  const system = matchMedia('(prefers-color-scheme: dark)');

  const remembered = () => {
    try {
      const theme = localStorage.getItem(key);
      return theme === 'light' || theme === 'dark' ? theme : null;
    } catch {
      return null; // storage is switched off: the system's theme, this time and the next
    }
  };

  const remember = theme => {
    try {
      if (theme)
        localStorage.setItem(key, theme);
      else
        localStorage.removeItem(key);
    } catch { /* storage is switched off: the choice holds for this page */ }
  };

  const apply = theme => {
    if (theme)
      root.dataset.theme = theme;
    else
      delete root.dataset.theme;
    document.dispatchEvent(new CustomEvent('console:theme'));
  };

  apply(remembered());

  document.addEventListener('click', event => {
    if (!event.target.closest?.('[data-theme-toggle]'))
      return;
    const shown = root.dataset.theme ?? (system.matches ? 'dark' : 'light');
    const wanted = shown === 'dark' ? 'light' : 'dark';
    // What the system wants anyway is not remembered: the console goes on following it.
    const choice = wanted === (system.matches ? 'dark' : 'light') ? null : wanted;
    remember(choice);
    apply(choice);
  });

  system.addEventListener('change', () => document.dispatchEvent(new CustomEvent('console:theme')));
  addEventListener('storage', event => {
    if (event.key === key)
      apply(remembered());
  });
})();
