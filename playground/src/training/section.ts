/** Training: ELU beside ReLU on the same points, from the same weights, live. */
import { createChart, onColourChange } from "../chart.js";
import { connectEntry } from "../entry.js";
import { tell } from "../failure.js";
import { element, fixed, power, show } from "../page.js";
import type { Store } from "../state.js";
import { connectAlphas } from "./alphas-section.js";
import { drawBoundary, drawPoints } from "./boundary.js";
import type { DuelStanding } from "./duel.js";
import { connectLayers } from "./layers-section.js";
import type { Standing } from "./learner.js";
import { makePoints } from "./points.js";
import { DATA_SETS, LARGEST_SEED, LAST_STEP, type NetworkName } from "./setup.js";
import { createTrainer } from "./trainer.js";
import { verdict } from "./verdict.js";

const LEARNERS = ["elu", "relu"] as const;

type LearnerName = (typeof LEARNERS)[number];

const HINT = "Play trains both, and says who was first.";

const LEAST_LOSS_DRAWN = 1e-5;
const MOST_LOSS_DRAWN = 2;

export function connectTraining(store: Store): void {
  const play = element("play", HTMLButtonElement);
  const stepOnce = element("step", HTMLButtonElement);
  const reset = element("reset", HTMLButtonElement);
  const fullSpeed = element("full-speed", HTMLInputElement);
  const network = element("network", HTMLSelectElement);
  const status = element("training-status", HTMLElement);
  const dataSets = DATA_SETS.map((name) => ({ name, input: element(`data-${name}`, HTMLInputElement) }));
  const chart = createChart(element("loss-chart", HTMLElement), {
    x: { from: 0, to: LAST_STEP, ticks: [0, 200, 400, 600], label: String },
    y: {
      from: LEAST_LOSS_DRAWN,
      to: MOST_LOSS_DRAWN,
      logarithmic: true,
      ticks: [1e-5, 1e-4, 1e-3, 0.01, 0.1, 1],
      label: power,
    },
    lines: [{ colour: "--relu" }, { colour: "--elu" }],
  });
  const showLayers = connectLayers();
  element("last-step", HTMLElement).textContent = String(LAST_STEP);

  const losses: Record<LearnerName, number[]> = { elu: [], relu: [] };
  let last: DuelStanding | undefined;
  let playing = false;

  const trainer = createTrainer(
    (standing) => {
      last = standing;
      const ended = standing.step === LAST_STEP;
      if (ended && playing) setPlaying(false);
      if (ended) status.textContent = verdict(standing);
      stepOnce.disabled = ended;
      show("training-step", standing.step, String(standing.step));
      for (const name of LEARNERS) {
        if (standing.step === 0) losses[name] = [];
        losses[name].push(...standing[name].losses);
        showStanding(name, standing[name]);
      }
      chart.draw(
        losses.elu.map((_, step) => step),
        [losses.relu, losses.elu].map((values) => values.map((loss) => Math.max(loss, LEAST_LOSS_DRAWN))),
      );
      showLayers(standing);
    },
    (words) => tell(status, "Training needs a worker, and none can be had here.", words),
  );

  const setPlaying = (value: boolean) => {
    playing = value;
    if (playing) trainer.play();
    else trainer.pause();
    play.textContent = playing ? "Pause" : "Play";
    status.textContent = playing ? "Training …" : HINT;
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
  const seed = connectEntry(element("seed", HTMLInputElement), {
    accepts: (value) => Number.isInteger(value) && value >= 1 && value <= LARGEST_SEED,
    complaint: `A seed is a whole number from 1 to ${LARGEST_SEED}.`,
    take: (value) => store.update({ seed: value }),
  });
  for (const { name, input } of dataSets) input.addEventListener("change", () => store.update({ dataSet: name }));

  store.watch(["dataSet", "network", "seed", "alpha"], (state) => {
    for (const { name, input } of dataSets) input.checked = name === state.dataSet;
    network.value = state.network;
    seed.show(state.seed);
    status.textContent = HINT;
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
  connectAlphas(store);
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
