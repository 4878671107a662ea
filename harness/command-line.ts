/** Reads the command line of benches, examples, the proof and the search. */
import { type ParseArgsConfig, parseArgs } from "node:util";

type Options = NonNullable<ParseArgsConfig["options"]>;

/** Parses the options. --help prints `help` and ends the program, and so does an unknown option. */
export function readOptions<const Known extends Options>(
  help: string,
  options: Known,
): ReturnType<typeof parseArgs<{ options: Known }>>["values"] {
  if (process.argv.includes("--help")) {
    console.log(help);
    process.exit();
  }
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${help}`);
    process.exit(2);
  }
}

/** Parses a whole number from `least` up. */
export function wholeNumber(option: string, text: string, least = 1): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least) return value;
  throw new Error(`--${option} takes a whole number from ${least}, not ${text}`);
}

/** Parses a number above 0. */
export function positiveNumber(option: string, text: string): number {
  const value = Number(text);
  if (value > 0 && value < Infinity) return value;
  throw new Error(`--${option} takes a number above 0, not ${text}`);
}

/** Parses a number from 0 to below 1. */
export function share(option: string, text: string): number {
  const value = Number(text);
  if (text !== "" && value >= 0 && value < 1) return value;
  throw new Error(`--${option} takes a number from 0 to below 1, not ${text}`);
}
