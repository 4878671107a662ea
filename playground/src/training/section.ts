/** Training: ELU beside ReLU on the same points, from the same weights, live. */
import { createChart, onColourChange } from "../chart.js";
import { element, fixed, show } from "../page.js";
import type { Store } from "../state.js";
import { drawBoundary, drawPoints } from "./boundary.js";
import { type DuelStanding, LARGEST_SEED, LAST_STEP, type NetworkName, type Standing } from "./duel.js";
import { DATA_SETS, makePoints } from "./points.js";
import { createTrainer } from "./trainer.js";

const LEARNERS = ["elu", "relu"] as const;

type LearnerName = (typeof LEARNERS)[number];

const LEAST_LOSS_DRAWN = 1e-4;
const MOST_LOSS_DRAWN = 2;

export function connectTraining(store: Store): void {
  const play = element("play", HTMLButtonElement);
  const stepOnce = element("step", HTMLButtonElement);
  const reset = element("reset", HTMLButtonElement);
  const fullSpeed = element("full-speed", HTMLInputElement);
  const network = element("network", HTMLSelectElement);
  const seed = element("seed", HTMLInputElement);
  const status = element("training-status", HTMLElement);
  const dataSets = DATA_SETS.map((name) => ({ name, input: element(`data-${name}`, HTMLInputElement) }));
  const chart = createChart(element("loss-chart", HTMLElement), {
    x: { from: 0, to: LAST_STEP, ticks: [0, 1000, 2000, 3000], label: (step) => step.toLocaleString("en") },
    y: {
      from: LEAST_LOSS_DRAWN,
      to: MOST_LOSS_DRAWN,
      logarithmic: true,
      ticks: [0.0001, 0.001, 0.01, 0.1, 1],
      label: String,
    },
    lines: [{ colour: "--relu" }, { colour: "--elu" }],
  });

  const losses: Record<LearnerName, number[]> = { elu: [], relu: [] };
  let last: DuelStanding | undefined;
  let playing = false;

  const trainer = createTrainer(
    (standing) => {
      last = standing;
      const ended = standing.step === LAST_STEP;
      if (ended && playing) {
        setPlaying(false);
        status.textContent = `Done after ${LAST_STEP.toLocaleString("en")} steps.`;
      }
      stepOnce.disabled = ended;
      show("training-step", standing.step, standing.step.toLocaleString("en"));
      for (const name of LEARNERS) {
        if (standing.step === 0) losses[name] = [];
        losses[name].push(...standing[name].losses);
        showStanding(name, standing[name]);
      }
      chart.draw(
        losses.elu.map((_, step) => step),
        [losses.relu, losses.elu],
        [true, true],
      );
    },
    (message) => {
      status.textContent = `Training failed: ${message || "no worker can be had"}`;
    },
  );

  const setPlaying = (value: boolean) => {
    playing = value;
    if (playing) trainer.play();
    else trainer.pause();
    play.textContent = playing ? "Pause" : "Play";
    status.textContent = "";
  };

  play.addEventListener("click", () => {
    if (last?.step === LAST_STEP) trainer.start(store.state);
    setPlaying(!playing);
  });
  stepOnce.addEventListener("click", () => {
    setPlaying(false);
    trainer.step();
  });
  reset.addEventListener("click", () => {
    setPlaying(false);
    trainer.start(store.state);
  });
  fullSpeed.addEventListener("change", () => {
    trainer.fullSpeed = fullSpeed.checked;
  });
  network.addEventListener("change", () => store.update({ network: network.value as NetworkName }));
  seed.addEventListener("change", () => {
    const value = seed.valueAsNumber;
    if (Number.isInteger(value) && value >= 1 && value <= LARGEST_SEED) store.update({ seed: value });
    else seed.valueAsNumber = store.state.seed;
  });
  for (const { name, input } of dataSets) input.addEventListener("change", () => store.update({ dataSet: name }));

  store.watch(["dataSet", "network", "seed", "alpha"], (state) => {
    for (const { name, input } of dataSets) input.checked = name === state.dataSet;
    network.value = state.network;
    seed.valueAsNumber = state.seed;
    status.textContent = "";
    trainer.start(state);
  });

  const drawAllPoints = () => {
    const points = makePoints(store.state.dataSet, store.state.seed);
    for (const name of LEARNERS) drawPoints(element(`${name}-points`, HTMLCanvasElement), points);
  };
  store.watch(["dataSet", "seed"], drawAllPoints);
  new ResizeObserver(drawAllPoints).observe(element("elu-points", HTMLCanvasElement));
  onColourChange(() => {
    drawAllPoints();
    if (last) for (const name of LEARNERS) drawBoundaryOf(name, last[name]);
  });
}

function showStanding(name: LearnerName, standing: Standing): void {
  const { loss, separated, stepsPerSecond } = standing;
  show(`${name}-loss`, loss, loss < 0.001 ? "< 0.001" : fixed(loss, 3));
  show(`${name}-separated`, separated, `${Math.floor(100 * separated)} %`);
  show(`${name}-speed`, stepsPerSecond, stepsPerSecond ? Math.round(stepsPerSecond).toLocaleString("en") : "–");
  drawBoundaryOf(name, standing);
}

function drawBoundaryOf(name: LearnerName, { boundary }: Standing): void {
  drawBoundary(element(`${name}-boundary`, HTMLCanvasElement), boundary);
}
