/** Training: ELU and ReLU on the same points, from the same weights, live. */
import { createChart, onColourChange } from "../chart.js";
import { element, fixed, say, show } from "../page.js";
import type { Store } from "../settings.js";
import { connectAlphas } from "./alphas-section.js";
import { drawBoundary, drawPoints } from "./boundary.js";
import { concludeDuel, type DuelStanding } from "./duel.js";
import { connectLayers } from "./layers-section.js";
import { makePoints } from "./points.js";
import { LAST_STEP } from "./setup.js";
import { createTrainer } from "./trainer.js";

const LEARNERS = ["elu", "relu"] as const;

const HINT = "Play trains both networks and says which one learned faster.";

const LEAST_LOSS_DRAWN = 1e-5;

export function connect(store: Store): void {
  const play = element("play", HTMLButtonElement);
  const stepOnce = element("step", HTMLButtonElement);
  const status = element("training-status", HTMLElement);
  const chart = createChart(element("loss-chart", HTMLElement), {
    x: { range: [0, LAST_STEP], ticks: [0, 200, 400, 600] },
    y: { range: [LEAST_LOSS_DRAWN, 2], logarithmic: true, ticks: [1e-5, 1e-4, 1e-3, 0.01, 0.1, 1] },
    lines: [{ colour: "--relu" }, { colour: "--elu" }],
  });
  const showLayers = connectLayers();

  const losses: Record<(typeof LEARNERS)[number], number[]> = { elu: [], relu: [] };
  let last: DuelStanding | undefined;
  let playing = false;

  const trainer = createTrainer(
    (standing) => {
      last = standing;
      const ended = standing.step === LAST_STEP;
      if (ended) setPlaying(false, concludeDuel(standing));
      stepOnce.disabled = ended;
      show("training-step", standing.step, String(standing.step));
      for (const name of LEARNERS) {
        const { loss, separated, milliseconds } = standing[name];
        if (standing.step === 0) losses[name] = [];
        losses[name].push(...standing[name].losses);
        show(`${name}-loss`, loss, loss < 0.001 ? "< 0.001" : fixed(loss, 3));
        show(`${name}-separated`, separated, `${Math.floor(100 * separated)} %`);
        show(`${name}-milliseconds`, milliseconds, milliseconds ? fixed(milliseconds, 2) : "–");
      }
      drawBoundaries();
      chart.draw(
        losses.elu.map((_, step) => step),
        [losses.relu, losses.elu].map((values) => values.map((loss) => Math.max(loss, LEAST_LOSS_DRAWN))),
      );
      showLayers(standing);
    },
    (message) => {
      play.disabled = stepOnce.disabled = true;
      say(status, "Training needs a worker, which is not available here.", message);
    },
  );

  const setPlaying = (value: boolean, sentence = value ? "Training …" : HINT) => {
    playing = value;
    if (playing) trainer.play();
    else trainer.pause();
    play.textContent = playing ? "Pause" : "Play";
    status.textContent = sentence;
  };
  const restart = () => {
    const { dataSet, network, seed, trainingAlpha } = store.settings;
    trainer.start({ dataSet, network, seed, alpha: trainingAlpha });
  };

  play.addEventListener("click", () => {
    if (last?.step === LAST_STEP) restart();
    setPlaying(!playing);
  });
  stepOnce.addEventListener("click", () => {
    setPlaying(false);
    trainer.step();
  });
  element("restart", HTMLButtonElement).addEventListener("click", () => {
    setPlaying(false);
    restart();
  });
  store.watch(["dataSet", "network", "seed", "trainingAlpha"], () => {
    setPlaying(playing);
    restart();
  });

  const drawAllPoints = () => {
    const points = makePoints(store.settings.dataSet, store.settings.seed);
    for (const name of LEARNERS) drawPoints(element(`${name}-points`, HTMLCanvasElement), points);
  };
  const drawBoundaries = () => {
    for (const name of LEARNERS) {
      if (last) drawBoundary(element(`${name}-boundary`, HTMLCanvasElement), last[name].boundary);
    }
  };
  store.watch(["dataSet", "seed"], drawAllPoints);
  new ResizeObserver(drawAllPoints).observe(element("elu-points", HTMLCanvasElement));
  onColourChange(() => {
    drawAllPoints();
    drawBoundaries();
  });
  connectAlphas(store);
}
