/** Line charts in the colours of the page, as wide as their place. */
import uPlot from "uplot";

export interface Line {
  /** The custom property of the style sheet that holds its colour. */
  readonly colour: string;
  readonly dashed?: boolean;
  readonly width?: number;
}

export interface AxisOptions {
  readonly from: number;
  readonly to: number;
  readonly logarithmic?: boolean;
  /** Largest values first. */
  readonly reversed?: boolean;
  /** Where the grid lines are. */
  readonly ticks: readonly number[];
  readonly label: (value: number) => string;
}

export interface ChartOptions {
  readonly x: AxisOptions;
  readonly y: AxisOptions;
  readonly lines: readonly Line[];
  /** Told the x under the pointer, or under the finger. */
  readonly onPoint?: (x: number) => void;
}

export interface Chart {
  /** The values of all lines at each of `x`; a line that is not `shown` is left out. */
  draw(x: ArrayLike<number>, values: readonly ArrayLike<number | null>[], shown: readonly boolean[]): void;
  /** Marks an x, and the lines there. */
  mark(x: number): void;
}

const FONT = '12px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';
const DASH = [6, 5];
const MARK_RADIUS = 4;

const darkScheme = matchMedia("(prefers-color-scheme: dark)");

/** The value of a custom property in the colour scheme that is in use. */
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** Calls `redraw` when the colour scheme has changed. */
export function onColourChange(redraw: () => void): void {
  darkScheme.addEventListener("change", redraw);
}

/** A chart that fills `place`, whose size the style sheet sets. */
export function createChart(place: HTMLElement, { x, y, lines, onPoint }: ChartOptions): Chart {
  let marked: number | undefined;
  const plot = new uPlot(
    {
      width: place.clientWidth,
      height: place.clientHeight,
      padding: [10, 26, 0, 0],
      legend: { show: false },
      cursor: { show: false },
      select: { show: false, left: 0, top: 0, width: 0, height: 0 },
      scales: { x: scale(x), y: scale(y) },
      axes: [
        { ...axis(x), size: 30 },
        { ...axis(y), size: 52 },
      ],
      series: [
        {},
        ...lines.map(({ colour: name, dashed = false, width = 2 }) => ({
          stroke: () => colour(name),
          width,
          pxAlign: 0,
          points: { show: false },
          ...(dashed ? { dash: DASH } : {}),
        })),
      ],
      hooks: { draw: [drawMark] },
    },
    [[], ...lines.map(() => [])],
    place,
  );

  function drawMark({ ctx, data, series, bbox }: uPlot): void {
    if (marked === undefined) return;
    const index = plot.valToIdx(marked);
    const left = plot.valToPos(marked, "x", true);
    ctx.save();
    ctx.strokeStyle = colour("--mark");
    ctx.lineWidth = devicePixelRatio;
    ctx.beginPath();
    ctx.moveTo(left, bbox.top);
    ctx.lineTo(left, bbox.top + bbox.height);
    ctx.stroke();
    for (const [k, { show }] of series.entries()) {
      const value = data[k][index];
      if (k === 0 || !show || typeof value !== "number") continue;
      ctx.beginPath();
      ctx.arc(left, plot.valToPos(value, "y", true), MARK_RADIUS * devicePixelRatio, 0, 2 * Math.PI);
      ctx.fillStyle = colour("--surface");
      ctx.fill();
      ctx.strokeStyle = colour(lines[k - 1].colour);
      ctx.lineWidth = 2 * devicePixelRatio;
      ctx.stroke();
    }
    ctx.restore();
  }

  new ResizeObserver(() => plot.setSize({ width: place.clientWidth, height: place.clientHeight })).observe(place);
  onColourChange(() => plot.redraw(false, true));

  if (onPoint) {
    const point = ({ clientX }: PointerEvent) => {
      const value = plot.posToVal(clientX - plot.over.getBoundingClientRect().left, "x");
      onPoint(Math.min(Math.max(value, x.from), x.to));
    };
    plot.over.addEventListener("pointermove", point);
    plot.over.addEventListener("pointerdown", point);
  }

  return {
    draw(xs, values, shown) {
      plot.batch(() => {
        for (const [k, show] of shown.entries()) plot.setSeries(k + 1, { show });
        plot.setData([xs, ...values] as unknown as uPlot.AlignedData);
      });
    },
    mark(x) {
      marked = x;
      plot.redraw(false);
    },
  };
}

function scale({ from, to, logarithmic = false, reversed = false }: AxisOptions): uPlot.Scale {
  return { time: false, distr: logarithmic ? 3 : 1, dir: reversed ? -1 : 1, range: [from, to] };
}

function axis({ ticks, label }: AxisOptions): uPlot.Axis {
  return {
    splits: [...ticks],
    // uPlot's own filter for logarithmic axes would leave some out.
    filter: (_, splits) => splits,
    values: (_, splits) => splits.map(label),
    stroke: () => colour("--muted"),
    font: FONT,
    gap: 6,
    ticks: { show: false },
    grid: { stroke: () => colour("--grid"), width: 1 },
  };
}
