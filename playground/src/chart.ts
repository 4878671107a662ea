/** Line charts in the colours of the page, as wide as their place. */
import "./locale.js";
import uPlot from "uplot";

export interface Line {
  /** The custom property of the style sheet that holds its colour. */
  readonly colour: string;
  readonly dashed?: boolean;
  readonly width?: number;
  /** Whether each value has a dot. */
  readonly dots?: boolean;
}

export interface AxisOptions {
  /** The ends; or a function that finds them from the first and the last value, for an x axis of whole numbers. */
  readonly range: [number, number] | ((least: number, largest: number) => [number, number]);
  readonly logarithmic?: boolean;
  /** Largest values first. */
  readonly reversed?: boolean;
  /** Grid lines; by default uPlot chooses them. */
  readonly ticks?: number[];
  readonly label?: (value: number) => string;
}

/** For drawing beside the lines; all in CSS pixels. */
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
  /** Draws below the lines and replaces the axes at the edges. */
  readonly under?: (pen: Pen) => void;
  /** Draws above the lines. */
  readonly over?: (pen: Pen) => void;
  /** Gets the x below the pointer or finger; it may lie outside of the axis. */
  readonly onPoint?: (x: number) => void;
}

export interface Chart {
  /** Each of `values` is a line over `x`; an empty one is hidden. */
  draw(x: ArrayLike<number>, values: readonly ArrayLike<number | null>[]): void;
  redraw(): void;
}

export const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';

const probe = document.body.appendChild(document.createElement("span"));

/** The colour of a custom property in the present colour scheme. */
export function colour(name: string): string {
  probe.style.color = `var(${name})`;
  return getComputedStyle(probe).color;
}

export function onColourChange(redraw: () => void): void {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
}

/** A chart that fills `place`, whose size the style sheet sets. */
export function createChart(place: HTMLElement, { x, y, lines, under, over, onPoint }: ChartOptions): Chart {
  const drawWith = (draw?: (pen: Pen) => void) => (plot: uPlot) => {
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
  const size = () => ({ width: place.clientWidth, height: place.clientHeight });

  const plot = new uPlot(
    {
      ...size(),
      padding: under ? [0, 0, 0, 0] : [10, 26, 0, 0],
      legend: { show: false },
      cursor: { show: false },
      select: { show: false, left: 0, top: 0, width: 0, height: 0 },
      scales: { x: scale(x), y: scale(y) },
      axes: [axis(x, 30, !under), axis(y, 52, !under)],
      series: [
        {},
        ...lines.map(({ colour: name, dashed = false, width = 2, dots = false }) => ({
          stroke: () => colour(name),
          width,
          pxAlign: 0,
          points: { show: dots, size: 7, fill: () => colour(name) },
          ...(dashed ? { dash: [6, 5] } : {}),
        })),
      ],
      hooks: { drawClear: [drawWith(under)], draw: [drawWith(over)] },
    },
    [[], ...lines.map(() => [])],
    place,
  );

  new ResizeObserver(() => plot.setSize(size())).observe(place);
  onColourChange(() => plot.redraw(false, true));

  if (onPoint) {
    const point = ({ clientX }: PointerEvent) => {
      onPoint(plot.posToVal(clientX - plot.over.getBoundingClientRect().left, "x"));
    };
    plot.over.addEventListener("pointermove", point);
    plot.over.addEventListener("pointerdown", point);
  }

  return {
    draw(xs, values) {
      plot.batch(() => {
        for (const [k, { length }] of values.entries()) plot.setSeries(k + 1, { show: length > 0 });
        plot.setData([xs, ...values] as unknown as uPlot.AlignedData);
      });
    },
    redraw() {
      plot.redraw(false);
    },
  };
}

function scale({ range, logarithmic = false, reversed = false }: AxisOptions): uPlot.Scale {
  return {
    time: false,
    distr: logarithmic ? 3 : 1,
    dir: reversed ? -1 : 1,
    range: typeof range === "function" ? (_, least, largest) => range(least, largest) : range,
  };
}

function axis({ range, ticks, label = String }: AxisOptions, size: number, show: boolean): uPlot.Axis {
  return {
    show,
    size,
    ...(ticks ? { splits: ticks } : {}),
    ...(typeof range === "function" ? { incrs: [1, 2, 5], space: 30 } : {}),
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
