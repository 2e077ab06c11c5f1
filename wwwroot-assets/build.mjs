// Assembles TenantConsole/wwwroot: our own sources as they are, the few third-party files that the pages load, and MudBlazor's theme derived from tokens.css.
// Run by the build (TenantConsole.csproj); by hand: node build.mjs [target folder]
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mudBlazorTheme } from './mudblazor-theme.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const target = resolve(process.argv[2] ?? join(here, '..', 'TenantConsole', 'wwwroot'));
const modules = join(here, 'node_modules');
const fontPackages = ['@fontsource-variable/inter', '@fontsource-variable/jetbrains-mono'];

await rm(target, { recursive: true, force: true });
for (const folder of ['css', 'fonts', 'js', 'icons', 'lib'])
  await mkdir(join(target, folder), { recursive: true });

await cp(join(here, 'js'), join(target, 'js'), { recursive: true });
await cp(join(here, 'icons'), join(target, 'icons'), { recursive: true });
await cp(join(modules, 'apexcharts', 'dist', 'apexcharts.esm.js'), join(target, 'lib', 'apexcharts.js'));
await writeFile(join(target, 'lib', 'LICENSES.txt'), await licenses(['apexcharts', ...fontPackages]));

const tokens = await readFile(join(here, 'tokens.css'), 'utf8');
const sheets = [...await Promise.all(fontPackages.map(fontFaces)), tokens, mudBlazorTheme(tokens), await readFile(join(here, 'site.css'), 'utf8')];
// Written last: the build takes this file's time as the time of the whole.
await writeFile(join(target, 'css', 'console.css'), sheets.join('\n'));

/** A font package's faces, with its files copied beside them. */
async function fontFaces(name) {
  const folder = join(modules, name);
  const css = await readFile(join(folder, 'index.css'), 'utf8');
  for (const [, file] of css.matchAll(/url\(\.\/files\/([^)]+)\)/g))
    await cp(join(folder, 'files', file), join(target, 'fonts', basename(file)));
  return css.replaceAll('./files/', '../fonts/');
}

async function licenses(names) {
  const texts = await Promise.all(names.map(async name => `${name}\n\n${await readFile(join(modules, name, 'LICENSE'), 'utf8')}`));
  return texts.join('\n\n----------------------------------------\n\n');
}
