/** Line charts in the colours of the page, as wide as their place. */
import "./locale.js";
import uPlot from "uplot";

export interface Line {
  /** The custom property of the style sheet that holds its colour. */
  readonly colour: string;
  readonly dashed?: boolean;
  readonly width?: number;
  /** Whether each of its values has a dot. */
  readonly dots?: boolean;
}

export interface AxisOptions {
  readonly from: number;
  readonly to: number;
  readonly logarithmic?: boolean;
  /** Largest values first. */
  readonly reversed?: boolean;
  /** Where the grid lines are; by default where uPlot puts them. */
  readonly ticks?: readonly number[];
  readonly label: (value: number) => string;
}

/** What a chart is drawn with beside its lines, in pixels of the page. */
export interface Pen {
  readonly ctx: CanvasRenderingContext2D;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  x(value: number): number;
  y(value: number): number;
}

export interface ChartOptions {
  readonly x: AxisOptions;
  readonly y: AxisOptions;
  readonly lines: readonly Line[];
  /** Draws under the lines, in the place of axes at the edges. */
  readonly under?: (pen: Pen) => void;
  /** Draws over the lines. */
  readonly over?: (pen: Pen) => void;
  /** Told the x under the pointer, or under the finger. */
  readonly onPoint?: (x: number) => void;
}

export interface Chart {
  /** The values of all lines at each of `x`; a line that is not `shown` is left out. */
  draw(x: ArrayLike<number>, values: readonly ArrayLike<number | null>[], shown?: readonly boolean[]): void;
  redraw(): void;
}

export const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';

const DASH = [6, 5];

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
export function createChart(place: HTMLElement, { x, y, lines, under, over, onPoint }: ChartOptions): Chart {
  const drawWith = (draw: ((pen: Pen) => void) | undefined) => (plot: uPlot) => {
    if (!draw) return;
    const { ctx, bbox } = plot;
    const ratio = devicePixelRatio;
    ctx.save();
    ctx.scale(ratio, ratio);
    draw({
      ctx,
      left: bbox.left / ratio,
      right: (bbox.left + bbox.width) / ratio,
      top: bbox.top / ratio,
      bottom: (bbox.top + bbox.height) / ratio,
      x: (value) => plot.valToPos(value, "x", true) / ratio,
      y: (value) => plot.valToPos(value, "y", true) / ratio,
    });
    ctx.restore();
  };

  const plot = new uPlot(
    {
      width: place.clientWidth,
      height: place.clientHeight,
      padding: under ? [0, 0, 0, 0] : [10, 26, 0, 0],
      legend: { show: false },
      cursor: { show: false },
      select: { show: false, left: 0, top: 0, width: 0, height: 0 },
      scales: { x: scale(x), y: scale(y) },
      axes: under
        ? [{ show: false }, { show: false }]
        : [
            { ...axis(x), size: 30 },
            { ...axis(y), size: 52 },
          ],
      series: [
        {},
        ...lines.map(({ colour: name, dashed = false, width = 2, dots = false }) => ({
          stroke: () => colour(name),
          width,
          pxAlign: 0,
          points: { show: dots, size: 7, fill: () => colour(name) },
          ...(dashed ? { dash: DASH } : {}),
        })),
      ],
      hooks: { drawClear: [drawWith(under)], draw: [drawWith(over)] },
    },
    [[], ...lines.map(() => [])],
    place,
  );

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
        for (const [k, show] of (shown ?? []).entries()) plot.setSeries(k + 1, { show });
        plot.setData([xs, ...values] as unknown as uPlot.AlignedData);
      });
    },
    redraw() {
      plot.redraw(false);
    },
  };
}

function scale({ from, to, logarithmic = false, reversed = false }: AxisOptions): uPlot.Scale {
  return {
    time: false,
    distr: logarithmic ? 3 : 1,
    dir: reversed ? -1 : 1,
    range: [from, to],
  };
}

function axis({ ticks, label }: AxisOptions): uPlot.Axis {
  return {
    ...(ticks ? { splits: [...ticks] } : {}),
    // uPlot's own filter for logarithmic axes would leave some out.
    filter: (_, splits) => splits,
    values: (_, splits) => splits.map(label),
    stroke: () => colour("--muted"),
    font: `12px ${FONT}`,
    gap: 6,
    ticks: { show: false },
    grid: { stroke: () => colour("--grid"), width: 1 },
  };
}
