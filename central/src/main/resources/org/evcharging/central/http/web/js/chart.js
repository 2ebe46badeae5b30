/** A session's power and energy as curves, drawn by uPlot, which is loaded when the first one is shown. */
import { element } from './element.js';

const LIBRARY = '/web/uplot/uPlot.iife.min.js';
const STYLE = '/web/uplot/uPlot.min.css';
const HEIGHT_PX = 240;

let library;

function load() {
  library ??= new Promise((resolve, reject) => {
    document.head.append(
      element('link', { rel: 'stylesheet', href: STYLE }),
      element('script', { src: LIBRARY, onload: () => resolve(window.uPlot), onerror: reject }));
  });
  return library;
}

/** Curves over time, which follow the width and the colours of the page. */
export class Chart {
  #plot;
  #data = [[], [], []];
  #closed = false;
  #dark = window.matchMedia('(prefers-color-scheme: dark)');
  #size = new ResizeObserver(() => this.#plot?.setSize({ width: this.node.clientWidth, height: HEIGHT_PX }));

  /** @param label what is said of it to those who do not see it */
  constructor(label) {
    this.node = element('div', { class: 'chart', role: 'img', 'aria-label': label });
    this.#dark.addEventListener('change', this.#redraw);
    this.#size.observe(this.node);
    void this.#begin();
  }

  /** @param data times in s, powers in kW, energies in kWh */
  show(data) {
    this.#data = data;
    this.#plot?.setData(data);
  }

  close() {
    this.#closed = true;
    this.#dark.removeEventListener('change', this.#redraw);
    this.#size.disconnect();
    this.#plot?.destroy();
  }

  async #begin() {
    const UPlot = await load();
    if (!this.#closed) {
      this.#plot = new UPlot(this.#options(), this.#data, this.node);
    }
  }

  #redraw = () => {
    this.#plot?.destroy();
    void this.#begin();
  };

  #options() {
    const text = this.#colour('--muted');
    const grid = { stroke: this.#colour('--line'), width: 1 };
    const axis = { stroke: text, grid, ticks: grid, font: '12px system-ui, sans-serif' };
    return {
      width: this.node.clientWidth,
      height: HEIGHT_PX,
      legend: { live: true },
      cursor: { y: false },
      axes: [
        { ...axis, values: (_, seconds) => seconds.map((it) => new Date(it * 1000).toLocaleTimeString('en-GB')), space: 80 },
        { ...axis, scale: 'kW', label: 'kW', labelSize: 18, size: 48 },
        { ...axis, scale: 'kWh', label: 'kWh', labelSize: 18, size: 52, side: 1, grid: { show: false } },
      ],
      scales: { x: { range: aWhile }, kW: { range: fromZeroTo(1) }, kWh: { range: fromZeroTo(0.1) } },
      series: [
        { label: 'Time', value: (_, seconds) => (seconds ? new Date(seconds * 1000).toLocaleTimeString('en-GB') : '–') },
        { label: 'Power', scale: 'kW', stroke: this.#colour('--charging'), fill: this.#colour('--charging-tint'), width: 2,
          value: (_, kw) => (kw == null ? '–' : `${kw.toFixed(1)} kW`), points: { show: false } },
        { label: 'Energy', scale: 'kWh', stroke: this.#colour('--accent'), width: 2, dash: [6, 4],
          value: (_, kwh) => (kwh == null ? '–' : `${kwh.toFixed(2)} kWh`), points: { show: false } },
      ],
    };
  }

  /** A canvas knows no light-dark(): a colour as the page has it at this moment. */
  #colour(name) {
    this.node.style.color = `var(${name})`;
    const colour = getComputedStyle(this.node).color;
    this.node.style.color = '';
    return colour;
  }
}

/** At least a minute wide: a supply that has just begun is not blown up. */
function aWhile(_, from, to) {
  return [from, Math.max(to, from + 60)];
}

/** Begins at zero, and leaves room above: the scale does not jump with each reading. */
function fromZeroTo(least) {
  return (_, low, high) => [0, Math.max(least, (high ?? 0) * 1.15)];
}
