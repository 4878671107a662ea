/** Line charts in the colours of the page, which fill their containers. */
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
  /** The ends, or a function of the first and the last value that returns them, for an x axis of whole numbers. */
  readonly range: [number, number] | ((least: number, largest: number) => [number, number]);
  readonly logarithmic?: boolean;
  /** Largest values first. */
  readonly reversed?: boolean;
  /** The grid lines; by default, uPlot chooses them. */
  readonly ticks?: number[];
  /** Formats the values at the grid lines; by default {@link short}. */
  readonly label?: (value: number) => string;
}

export interface ChartOptions {
  readonly x: AxisOptions;
  readonly y: AxisOptions;
  /** Later ones are drawn over earlier ones. */
  readonly lines: readonly Line[];
  /** Called with the x at the pointer or finger, which may lie outside of the axis. The chart then marks one x. */
  readonly onPoint?: (x: number) => void;
}

export interface Chart {
  /** Each of `values` is a line over `x`; an empty one is hidden. */
  draw(x: ArrayLike<number>, values: readonly ArrayLike<number | null>[]): void;
  /** Marks the x at which the lines are read. */
  readAt(x: number): void;
}

const probe = document.body.appendChild(document.createElement("span"));

/** The colour of a custom property in the current colour scheme. */
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

/** Creates a chart that fills `container`, whose size the style sheet sets. */
export function createChart(container: HTMLElement, { x, y, lines, onPoint }: ChartOptions): Chart {
  const size = () => ({ width: container.clientWidth, height: container.clientHeight });
  // uPlot must not move the cursor: `readAt` does.
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
          // One pixel wider at both sides, so that no part of the line remains in a gap.
          gaps: (_plot: uPlot, _series: number, _first: number, _last: number, gaps: [number, number][]) =>
            gaps.map(([from, to]): [number, number] => [from - 1, to + 1]),
          points: { show: dots, size: 7, fill: () => colour(name) },
        })),
      ],
    },
    [[], ...lines.map(() => [])],
    container,
  );

  let reading: number | undefined;
  const showReading = () => {
    if (reading !== undefined) plot.setCursor({ left: plot.valToPos(reading, "x"), top: 0 }, false);
  };
  new ResizeObserver(() => {
    plot.batch(() => plot.setSize(size()));
    showReading();
  }).observe(container);
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
    // uPlot's own filter for logarithmic axes would drop some values.
    filter: (_, splits) => splits,
    values: (_, splits) => splits.map((value) => label(value).replace("-", "−")),
    stroke: () => colour("--muted"),
    font: "12px system-ui, sans-serif",
    gap: 6,
    ticks: { show: false },
    grid: { stroke: () => colour("--grid"), width: 1 },
  };
}
