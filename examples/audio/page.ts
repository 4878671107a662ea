import { ACTIVATION_NAMES, type ActivationName } from "../activations.js";
import { describeEngine, rowOf } from "../pages/table.js";
import { SAMPLE_RATE } from "./decoder.js";
import type { Load } from "./worklet.js";

const VOLUME = 0.05;

const start = document.querySelector("button") as HTMLButtonElement;
const choice = document.querySelector("select") as HTMLSelectElement;
const rows = document.querySelector("tbody") as HTMLElement;
const status = document.querySelector("output") as HTMLElement;

choice.replaceChildren(...ACTIVATION_NAMES.map((name) => new Option(name)));
status.textContent = "Not playing yet.";
start.addEventListener("click", () => {
  start.disabled = true;
  status.textContent = "Waiting for the audio device ...";
  play().catch((error) => {
    status.textContent = `Nothing can be played: ${error}`;
  });
});

async function play(): Promise<void> {
  const audio = new AudioContext({ sampleRate: SAMPLE_RATE });
  await audio.audioWorklet.addModule("worklet.js");
  const decoder = new AudioWorkletNode(audio, "decoder", { numberOfInputs: 0 });
  decoder.connect(new GainNode(audio, { gain: VOLUME })).connect(audio.destination);
  decoder.addEventListener("processorerror", () => {
    status.textContent = "The worklet has failed.";
  });

  const loads = new Map<ActivationName, number[]>();
  decoder.port.onmessage = ({ data: { activation, load, backend } }: MessageEvent<Load>) => {
    loads.set(activation, [...(loads.get(activation) ?? []), load]);
    rows.replaceChildren(...[...loads].map(([name, seconds]) => rowOf(name, ...figuresOf(seconds))));
    status.textContent = `Playing in ${describeEngine()}; in the worklet, elu-simd runs ${backend}.`;
  };
  const tell = () => decoder.port.postMessage(choice.value);
  choice.addEventListener("change", tell);
  tell();
  await audio.resume();
}

/** The mean share of real time, and how many seconds it is the mean of. */
function figuresOf(seconds: number[]): string[] {
  const mean = seconds.reduce((sum, load) => sum + load) / seconds.length;
  return [`${(100 * mean).toFixed(1)} %`, String(seconds.length)];
}
