// Draws what Chart.razor hands over: { kind, unit, categories, series: [{ name, color, data, hatched, dashed }], maximum, target, targetTitle }.
// A colour is a token's name; a change of theme draws again.
import ApexCharts from '../lib/apexcharts.js';
import { downloadBlob } from './browser.js';

const letterWidth = 6.6;
const labelGap = 16;
const charts = new Map();

/** Draws, or draws anew, the chart of this handle; calls for one handle run one after the other. */
export function draw(handle, element, drawing, listener) {
  const entry = charts.get(handle) ?? { queue: Promise.resolve() };
  charts.set(handle, entry);
  entry.queue = entry.queue.then(async () => {
    if (charts.get(handle) !== entry || !element?.isConnected)
      return;
    if (entry.element !== element)
      clear(entry);
    Object.assign(entry, { element, drawing, listener });
    entry.step = labelStep(entry);
    if (entry.chart) {
      await entry.chart.updateOptions(options(entry), true, !still());
    } else {
      entry.chart = new ApexCharts(element, options(entry));
      entry.onTheme = () => entry.element.isConnected && entry.chart?.updateOptions(options(entry), false, false);
      entry.resizes = new ResizeObserver(() => relabel(entry));
      document.addEventListener('console:theme', entry.onTheme);
      await entry.chart.render();
      entry.resizes.observe(element);
    }
  });
  return entry.queue;
}

export function remove(handle) {
  const entry = charts.get(handle);
  if (!entry)
    return;
  charts.delete(handle);
  clear(entry);
}

/** Hands the chart to the person as a file; with a ground, because a transparent picture is unreadable on half of all slides. */
export async function download(handle, name, format) {
  const entry = charts.get(handle);
  if (!entry?.chart)
    return;
  if (format === 'svg') {
    downloadBlob(`${name}.svg`, new Blob([await entry.chart.getSvgString()], { type: 'image/svg+xml' }));
    return;
  }
  const { imgURI } = await entry.chart.dataURI({ scale: 2 });
  const [head, body] = imgURI.split(',');
  const bytes = Uint8Array.from(atob(body), letter => letter.charCodeAt(0));
  downloadBlob(`${name}.png`, new Blob([bytes], { type: head.slice(5).split(';')[0] }));
}

function clear(entry) {
  entry.resizes?.disconnect();
  document.removeEventListener('console:theme', entry.onTheme);
  entry.chart?.destroy();
  entry.chart = entry.resizes = entry.onTheme = undefined;
}

function relabel(entry) {
  // Taken out of the page, an element has no width and no colours any more; remove() is on its way.
  if (!entry.element.isConnected)
    return;
  const step = labelStep(entry);
  if (step === entry.step || !entry.chart)
    return;
  entry.step = step;
  entry.chart.updateOptions(options(entry), false, false);
}

function labelStep({ element, drawing }) {
  const widest = Math.max(...drawing.categories.map(name => name.length)) * letterWidth + labelGap;
  const room = Math.max(1, Math.floor((element.clientWidth - 60) / widest));
  return Math.max(1, Math.ceil(drawing.categories.length / room));
}

/** The top of an axis with four round steps, close above the highest value: the library's own choice can leave more than half of the chart empty. */
function ceiling({ series, categories, target }, stacked) {
  const at = index => series.map(({ data }) => Number(data[index] ?? 0));
  const highest = Math.max(target ?? 0, ...categories.map((_, index) => stacked ? at(index).reduce((sum, value) => sum + value, 0) : Math.max(...at(index))));
  if (!(highest > 0))
    return undefined;
  const size = 10 ** Math.floor(Math.log10(highest / 4));
  return 4 * size * [1, 1.5, 2, 2.5, 3, 4, 5, 7.5, 10].find(step => step * size * 4 >= highest * 0.999999);
}

function low({ series }) {
  return series.some(({ data }) => data.some(value => Number(value) < 0)) ? undefined : 0;
}

/** A point without neighbours makes no line: it is drawn as a dot. */
function lonely(series, colour) {
  const missing = value => value === null || value === undefined;
  return series.flatMap(({ data, color }, seriesIndex) => data.flatMap((value, dataPointIndex) =>
    !missing(value) && missing(data[dataPointIndex - 1]) && missing(data[dataPointIndex + 1])
      ? [{ seriesIndex, dataPointIndex, fillColor: colour(color), strokeColor: colour(color), size: 4, shape: 'circle' }]
      : []));
}

function options(entry) {
  const { element, drawing, listener, step } = entry;
  const { kind, unit, series, categories } = drawing;
  const colour = reader(element);
  const bars = kind === 'bars';
  const columns = kind === 'stackedColumns' || kind === 'columns';
  const line = kind === 'line';
  const stacked = kind === 'stackedColumns' || kind === 'area' || bars;
  const axisText = { colors: colour('text-muted'), fontSize: '12px', fontFamily: 'inherit', fontWeight: 400 };
  const values = {
    labels: { style: axisText, formatter: value => format(value, unit, true), offsetX: bars ? 0 : -4 },
    axisBorder: { show: false },
    axisTicks: { show: false },
    max: drawing.maximum ?? ceiling(drawing, stacked),
  };
  const names = {
    labels: { style: axisText, maxWidth: 180, rotate: 0, hideOverlappingLabels: false, trim: false, offsetY: bars ? 3 : 0 },
    axisBorder: { show: false },
    axisTicks: { show: false },
    tooltip: { enabled: false },
    crosshairs: { show: !bars, width: line || kind === 'area' ? 1 : 'barWidth', opacity: line ? 1 : 0.5, stroke: { color: colour('border-strong'), width: line ? 1 : 0, dashArray: 0 }, fill: { type: 'solid', color: colour('surface-selected') } },
  };
  const shownNames = bars ? categories : categories.map((name, index) => (categories.length - 1 - index) % step === 0 ? name : '');
  const target = drawing.target === null || drawing.target === undefined ? [] : [{
    [bars ? 'x' : 'y']: drawing.target,
    borderColor: colour('text-muted'),
    strokeDashArray: 4,
    label: { text: drawing.targetTitle ?? '', position: 'left', textAnchor: 'start', borderWidth: 0, style: { background: colour('surface'), color: colour('text-secondary'), fontSize: '12px' } },
  }];

  return {
    chart: {
      type: bars || columns ? 'bar' : kind,
      stacked,
      height: '100%',
      width: '100%',
      background: colour('surface'),
      fontFamily: getComputedStyle(element).fontFamily,
      foreColor: colour('text-muted'),
      toolbar: { show: false },
      zoom: { enabled: false },
      selection: { enabled: false },
      animations: { enabled: !still(), speed: 160, animateGradually: { enabled: false }, dynamicAnimation: { enabled: true, speed: 160 } },
      events: listener ? { click: (_event, _chart, at) => at.dataPointIndex >= 0 && listener.invokeMethodAsync('OnCategoryChosenAsync', at.dataPointIndex) } : {},
      redrawOnParentResize: true,
      parentHeightOffset: 0,
    },
    series: series.map(({ name, data }) => ({ name, data })),
    colors: series.map(({ color }) => colour(color)),
    fill: line ? { type: 'solid' } : {
      type: series.map(({ hatched }) => hatched ? 'pattern' : 'solid'),
      opacity: kind === 'area' ? 0.55 : 1,
      pattern: { style: series.map(() => 'slantedLines'), width: 5, height: 5, strokeWidth: 2 },
    },
    stroke: line || kind === 'area'
      ? { width: series.map(({ dashed }) => dashed ? 1.5 : 2), curve: 'straight', dashArray: series.map(({ dashed }) => dashed ? 4 : 0), lineCap: 'round' }
      : { show: stacked, width: stacked ? 1 : 0, colors: [colour('surface')] },
    markers: { size: 0, strokeWidth: 0, hover: { size: 4 }, discrete: line || kind === 'area' ? lonely(series, colour) : [] },
    dataLabels: { enabled: bars, formatter: () => '' },
    plotOptions: { bar: { horizontal: bars, columnWidth: categories.length > 45 ? '86%' : '70%', barHeight: '62%', borderRadius: 2, borderRadiusApplication: 'end', borderRadiusWhenStacked: 'last', dataLabels: { total: { enabled: bars, offsetX: 6, formatter: value => format(Number(value), unit, false), style: { fontSize: '12px', fontFamily: 'inherit', fontWeight: 500, color: colour('text') } } } } },
    legend: { show: false },
    grid: { borderColor: colour('chart-grid'), strokeDashArray: 0, padding: { left: bars ? 0 : 4, right: bars ? 56 : 8, top: -12, bottom: -4 }, xaxis: { lines: { show: false } }, yaxis: { lines: { show: !bars } } },
    xaxis: bars
      ? { ...values, categories: shownNames, labels: { ...values.labels, show: false } }
      : { ...names, type: 'category', categories: shownNames, tickPlacement: 'between' },
    yaxis: bars ? names : { ...values, min: low(drawing), tickAmount: 4, forceNiceScale: low(drawing) !== 0 },
    annotations: bars ? { xaxis: target } : { yaxis: target },
    states: { hover: { filter: { type: 'none' } }, active: { filter: { type: 'none' } } },
    tooltip: { shared: true, intersect: false, followCursor: false, custom: ({ dataPointIndex }) => tooltip(drawing, dataPointIndex) },
    noData: { text: '' },
  };
}

/** All series and their sum, in the order in which they are stacked. Names come from people: everything is escaped. */
function tooltip({ categories, series, unit, kind }, index) {
  const rows = series.map(({ name, color, data, hatched }) => ({ name, color, hatched, value: data[index] }));
  if (kind === 'stackedColumns' || kind === 'area')
    rows.reverse();
  const line = ({ name, color, hatched, value }) =>
    `<tr><td><i class="chart-tip-mark ${hatched ? 'hatched' : ''}" style="background-color: var(--${escape(color)})"></i>${escape(name)}</td><td>${escape(format(value, unit, false))}</td></tr>`;
  const known = rows.filter(({ value }) => value !== null && value !== undefined);
  const total = series.length > 1 && (unit === 'usd' || unit === 'count') && kind !== 'columns' && kind !== 'line'
    ? `<tr class="chart-tip-total"><td>Total</td><td>${escape(format(known.reduce((sum, { value }) => sum + value, 0), unit, false))}</td></tr>`
    : '';
  return `<div class="chart-tip"><b>${escape(categories[index] ?? '')}</b><table>${rows.map(line).join('')}${total}</table></div>`;
}

function format(value, unit, short) {
  if (value === null || value === undefined || Number.isNaN(value))
    return '–';
  switch (unit) {
    case 'usd': {
      const size = Math.abs(value);
      const digits = short && size >= 1000 ? { notation: 'compact', maximumFractionDigits: 1 }
        : short && Number.isInteger(value) ? { maximumFractionDigits: 0 }
        : size > 0 && size < (short ? 1 : 0.1) ? { minimumFractionDigits: 2, maximumSignificantDigits: 3 }
        : { minimumFractionDigits: 2, maximumFractionDigits: 2 };
      return `${value < 0 ? '−' : ''}$${new Intl.NumberFormat('en-US', digits).format(size)}`;
    }
    case 'percent':
      return `${(value * 100).toFixed(short ? 0 : 1)} %`;
    case 'milliseconds':
      return `${new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 }).format(value)} ms`;
    default:
      return new Intl.NumberFormat('en-US', short && Math.abs(value) >= 10_000 ? { notation: 'compact', maximumFractionDigits: 1 } : { maximumFractionDigits: 2 }).format(value);
  }
}

/** A token's colour as the element has it now, in hex: the chart library calculates with it. */
function reader(element) {
  const known = new Map();
  return token => {
    if (!known.has(token)) {
      const probe = document.createElement('span');
      probe.style.color = `var(--${token})`;
      element.parentElement.append(probe);
      const [red, green, blue] = getComputedStyle(probe).color.match(/\d+(\.\d+)?/g).map(Number);
      probe.remove();
      known.set(token, `#${[red, green, blue].map(part => Math.round(part).toString(16).padStart(2, '0')).join('')}`);
    }
    return known.get(token);
  };
}

function still() {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}

function escape(text) {
  return String(text).replace(/[&<>"']/g, letter => `&#${letter.charCodeAt(0)};`);
}
