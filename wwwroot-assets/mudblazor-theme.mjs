// MudBlazor's theme variables, derived from the tokens. This takes the place of MudThemeProvider: the palette lives in one file, follows the colour scheme
// before a circuit exists (no flash), and holds on pages that are never interactive.

/** @param {string} tokens the text of tokens.css */
export function mudBlazorTheme(tokens) {
  const hex = readColours(tokens);
  const plain = [];
  const rgb = { light: [], dark: [] };
  const set = (name, value) => plain.push(`  --mud-${name}: ${value};`);
  const setRgb = (name, token) => {
    const colour = hex.get(token);
    if (!colour)
      throw new Error(`tokens.css has no colour --${token} in six-digit hex, which MudBlazor's --mud-palette-${name}-rgb is made of.`);
    for (const side of ['light', 'dark'])
      rgb[side].push(`  --mud-palette-${name}-rgb: ${triplet(colour[side])};`);
  };

  // name: [fill, text on the fill]
  const roles = {
    primary: ['action', 'on-action'],
    secondary: ['text-secondary', 'surface'],
    tertiary: ['notice', 'surface'],
    info: ['notice', 'surface'],
    success: ['savings-text', 'surface'],
    warning: ['caution-text', 'surface'],
    error: ['refusal-strong', 'on-dark'],
    dark: ['text', 'surface'],
  };
  for (const [role, [fill, on]] of Object.entries(roles)) {
    set(`palette-${role}`, `var(--${fill})`);
    set(`palette-${role}-text`, `var(--${on})`);
    set(`palette-${role}-darken`, `color-mix(in srgb, var(--${fill}), var(--text) 16%)`);
    set(`palette-${role}-lighten`, `color-mix(in srgb, var(--${fill}), var(--surface) 24%)`);
    set(`palette-${role}-hover`, `color-mix(in srgb, var(--${fill}), transparent 93%)`);
    setRgb(role, fill);
  }

  const palette = {
    'black': '--text', 'white': '--on-dark',
    'text-primary': '--text', 'text-secondary': '--text-secondary', 'text-disabled': '--text-disabled',
    'action-default': '--text-secondary', 'action-default-hover': '--surface-hover',
    'action-disabled': '--text-disabled', 'action-disabled-background': '--surface-selected',
    'surface': '--surface', 'background': '--background', 'background-gray': '--surface-sunken',
    'drawer-background': '--surface', 'drawer-text': '--text', 'drawer-icon': '--text-secondary',
    'appbar-background': '--surface', 'appbar-text': '--text',
    'lines-default': '--border', 'lines-inputs': '--border-control',
    'table-lines': '--border', 'table-striped': '--surface-hover', 'table-hover': '--surface-hover',
    'divider': '--border', 'divider-light': '--border', 'skeleton': '--skeleton',
    'gray-default': '--text-muted', 'gray-light': '--border-strong', 'gray-lighter': '--border', 'gray-dark': '--text-secondary', 'gray-darker': '--text-secondary',
  };
  for (const [name, token] of Object.entries(palette))
    set(`palette-${name}`, `var(${token})`);
  set('palette-overlay-dark', 'color-mix(in srgb, var(--scrim), transparent 55%)');
  set('palette-overlay-light', 'color-mix(in srgb, var(--surface), transparent 50%)');
  set('palette-border-opacity', '0.5');
  set('palette-border-outlined-opacity', '1');
  setRgb('text-primary', 'text');
  setRgb('divider', 'border');
  set('theme-on-surface', 'var(--text)');
  set('theme-default-hover', 'var(--surface-hover)');
  set('ripple-color', 'var(--text)');
  set('ripple-opacity', '0.06');
  set('ripple-opacity-secondary', '0.12');

  for (let level = 0; level <= 25; level++)
    set(`elevation-${level}`, level === 0 ? 'none' : `var(--shadow-${level < 4 ? 's' : level < 16 ? 'm' : 'l'})`);

  // name: [size, weight]
  const type = {
    'default': ['m', 'regular'], 'h1': ['xl', 'strong'], 'h2': ['xl', 'strong'], 'h3': ['l', 'strong'], 'h4': ['l', 'strong'], 'h5': ['l', 'strong'],
    'h6': ['l', 'strong'], 'subtitle1': ['m', 'regular'], 'subtitle2': ['m', 'strong'], 'body1': ['m', 'regular'], 'body2': ['m', 'regular'],
    'button': ['m', 'medium'], 'caption': ['s', 'regular'], 'overline': ['s', 'medium'],
  };
  for (const [name, [size, weight]] of Object.entries(type)) {
    set(`typography-${name}-family`, 'var(--font-sans)');
    set(`typography-${name}-size`, `var(--text-${size})`);
    set(`typography-${name}-lineheight`, `var(--leading-${size})`);
    set(`typography-${name}-weight`, `var(--weight-${weight})`);
    set(`typography-${name}-letterspacing`, 'normal');
    set(`typography-${name}-text-transform`, 'none');
  }

  set('default-borderradius', 'var(--radius-m)');
  set('appbar-height', 'var(--bar)');
  set('drawer-width-left', 'var(--drawer)');
  set('drawer-width-right', 'var(--drawer)');
  set('drawer-width-mini-left', 'var(--bar)');
  set('drawer-width-mini-right', 'var(--bar)');
  set('drawer-height-top', 'auto');
  set('drawer-height-bottom', 'auto');
  set('internal-toolbar-height', 'var(--bar)');
  for (const [name, level] of Object.entries({ drawer: 1100, appbar: 1300, select: 1350, popover: 1410, dialog: 1400, snackbar: 1500, tooltip: 1600 }))
    set(`zindex-${name}`, level);
  for (const [name, width] of Object.entries({ xs: 0, sm: 600, md: 960, lg: 1280, xl: 1920, xxl: 2560 }))
    set(`breakpoint-${name}`, `${width}px`);

  return `:root {
${plain.join('\n')}
  --mud-native-html-color-scheme: inherit;
${rgb.light.join('\n')}
}

@media (prefers-color-scheme: dark) {
  :root:not([data-theme="light"]) {
${rgb.dark.map(line => `  ${line}`).join('\n')}
  }
}

:root[data-theme="dark"] {
${rgb.dark.join('\n')}
}
`;
}

function readColours(tokens) {
  const colours = new Map();
  for (const [, name, light, dark] of tokens.matchAll(/--([a-z0-9-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\);/g))
    colours.set(name, { light, dark });
  return colours;
}

function triplet(hex) {
  return [1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16)).join(', ');
}
