/** Line charts in the colours of the page, as wide as their place. */
import "./locale.js";
import uPlot from "uplot";

export interface Line {
  /** The custom property of the style sheet that holds its colour. */
  readonly colour: string;
  /** The lengths of dashes and gaps in pixels. */
  readonly dash?: number[];
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
  /** By default {@link short}. */
  readonly label?: (value: number) => string;
}

export interface ChartOptions {
  readonly x: AxisOptions;
  readonly y: AxisOptions;
  /** Later ones are drawn over earlier ones. */
  readonly lines: readonly Line[];
  /** Gets the x below the pointer or finger; it may lie outside of the axis. Such a chart is read at one x. */
  readonly onPoint?: (x: number) => void;
}

export interface Chart {
  /** Each of `values` is a line over `x`; an empty one is hidden. */
  draw(x: ArrayLike<number>, values: readonly ArrayLike<number | null>[]): void;
  /** Marks the x at which the lines are read. */
  readAt(x: number): void;
}

const probe = document.body.appendChild(document.createElement("span"));

/** The colour of a custom property in the present colour scheme. */
export function colour(name: string): string {
  probe.style.color = `var(${name})`;
  return getComputedStyle(probe).color;
}

export function onColourChange(redraw: () => void): void {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
}

/** "0.01", "100", "1e6". */
export function short(value: number): string {
  const isShort = value === 0 || (Math.abs(value) >= 1e-3 && Math.abs(value) < 1e4);
  return isShort ? String(value) : value.toExponential().replace("+", "");
}

/** A chart that fills `place`, whose size the style sheet sets. */
export function createChart(place: HTMLElement, { x, y, lines, onPoint }: ChartOptions): Chart {
  const size = () => ({ width: place.clientWidth, height: place.clientHeight });
  // The visitor moves the cursor by `onPoint` alone.
  const ignore = () => null;

  const plot = new uPlot(
    {
      ...size(),
      padding: [10, 26, 0, 0],
      legend: { show: false },
      cursor: {
        show: onPoint !== undefined,
        y: false,
        points: { size: 9 },
        drag: { x: false, y: false },
        bind: { mousemove: ignore, mouseleave: ignore },
      },
      scales: { x: scale(x), y: scale(y) },
      axes: [axis(x, 30), axis(y, 52)],
      series: [
        {},
        ...lines.map(({ colour: name, dash = [], width = 2, dots = false }) => ({
          stroke: () => colour(name),
          width,
          dash,
          pxAlign: 0,
          // A pixel more at both sides: nothing is left of the line through a gap.
          gaps: (_plot: uPlot, _series: number, _first: number, _last: number, gaps: [number, number][]) =>
            gaps.map(([from, to]): [number, number] => [from - 1, to + 1]),
          points: { show: dots, size: 7, fill: () => colour(name) },
        })),
      ],
    },
    [[], ...lines.map(() => [])],
    place,
  );

  let reading: number | undefined;
  const showReading = () => {
    if (reading !== undefined) plot.setCursor({ left: plot.valToPos(reading, "x"), top: 0 }, false);
  };
  new ResizeObserver(() => {
    plot.batch(() => plot.setSize(size()));
    showReading();
  }).observe(place);
  onColourChange(() => plot.redraw(false, true));

  const point = ({ clientX }: PointerEvent) => {
    onPoint?.(plot.posToVal(clientX - plot.over.getBoundingClientRect().left, "x"));
  };
  plot.over.addEventListener("pointermove", point);
  plot.over.addEventListener("pointerdown", point);

  return {
    draw(xs, values) {
      plot.batch(() => {
        for (const [k, { length }] of values.entries()) plot.setSeries(k + 1, { show: length > 0 });
        plot.setData([xs, ...values] as unknown as uPlot.AlignedData);
      });
    },
    readAt(x) {
      reading = x;
      showReading();
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

function axis({ range, ticks, label = short }: AxisOptions, size: number): uPlot.Axis {
  return {
    size,
    ...(ticks ? { splits: ticks } : {}),
    ...(typeof range === "function" ? { incrs: [1, 2, 5], space: 30 } : {}),
    // uPlot's own filter for logarithmic axes would leave some out.
    filter: (_, splits) => splits,
    values: (_, splits) => splits.map((value) => label(value).replace("-", "−")),
    stroke: () => colour("--muted"),
    font: "12px system-ui, sans-serif",
    gap: 6,
    ticks: { show: false },
    grid: { stroke: () => colour("--grid"), width: 1 },
  };
}
