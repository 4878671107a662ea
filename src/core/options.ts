/** Reads options: own and inherited ones count, those of Object.prototype do not, and unknown names are errors. */
import { isFloat32Array } from "./float32-array.js";
import { describe } from "./validate.js";

/** The options of the six functions, before they are checked. */
interface UncheckedOptions {
  readonly alpha?: unknown;
  readonly from?: unknown;
  readonly out?: unknown;
}

/** No options: all defaults. */
export const NO_OPTIONS: UncheckedOptions = { alpha: undefined, from: undefined, out: undefined };

/**
 * The options of one of the six functions. Throws a TypeError unless `options` is an object with these `names` only:
 * `elu(x, 2)` must not count as `elu(x, { alpha: 2 })`, nor `elu(x, out)` as `elu(x, { out })`. Next to `alpha` or
 * `out`, an unknown name may pass, unless frameworks use it, because checking every name takes V8 8 ns.
 */
export function readOptions(
  functionName: string,
  options: object,
  names: readonly string[],
  example: string,
): UncheckedOptions {
  if (options === NO_OPTIONS) return NO_OPTIONS;
  if (!canHoldOptions(options) || isPolluted()) return readSettings(functionName, options, names as [], example);
  const { alpha, from, out, inplace } = options as AnyOptions;
  const hasForeignName = inplace !== undefined || from !== undefined || (alpha !== undefined && names[0] !== "alpha");
  if (hasForeignName || (out === undefined && alpha === undefined)) checkNames(functionName, options, names);
  return options;
}

/** The options of a function that has time to check every name. Throws as {@link readOptions} does. */
export function readSettings<Settings extends object>(
  functionName: string,
  settings: Settings,
  names: readonly (keyof Settings & string)[],
  example: string,
): Settings {
  const given = copyOf(settings, [...names, ...NOT_OPTIONS]);
  if (!given || !canHoldOptions(given)) throw notOptions(functionName, settings, example);
  checkNames(functionName, settings, names);
  return given as Settings;
}

/** Throws a TypeError if `options` has a name that is not among `names`. */
export function checkNames(functionName: string, options: object, names: readonly string[]): void {
  for (const name in options) {
    if (names.includes(name) || options[name as keyof object] === undefined) continue;
    if (!isOfObjectPrototype(options, name)) {
      throw new TypeError(`${functionName}: unknown option ${name}; options are ${names.join(", ")}`);
    }
  }
}

type AnyOptions = Readonly<Record<string, unknown>>;

/** Properties that no options have: arrays, typed arrays and functions have a length, Maps and Sets a size. */
const NOT_OPTIONS = ["length", "size"];

/** Whether a value is an object without these properties. */
function canHoldOptions(options: { length?: unknown; size?: unknown }): boolean {
  try {
    const isObject = typeof options === "object" && options !== null && !ArrayBuffer.isView(options);
    return isObject && options.length === undefined && options.size === undefined;
  } catch {
    return false;
  }
}

const objectPrototype = Object.prototype as unknown as AnyOptions;
const { hasOwnProperty: hasOwn } = Object.prototype;

/** Whether Object.prototype has an option. The caller did not pass it, so it does not count. */
function isPolluted(): boolean {
  return (
    objectPrototype.alpha !== undefined ||
    objectPrototype.from !== undefined ||
    objectPrototype.out !== undefined ||
    objectPrototype.inplace !== undefined
  );
}

/** A copy of these `names`, without those of Object.prototype; undefined if `options` cannot have any. */
function copyOf(options: object, names: readonly string[]): AnyOptions | undefined {
  if (typeof options !== "object" || options === null || ArrayBuffer.isView(options)) return undefined;
  const copy: Record<string, unknown> = {};
  try {
    for (const name of names)
      copy[name] = isOfObjectPrototype(options, name) ? undefined : options[name as keyof object];
  } catch (error) {
    // A caller's getter or trap may throw anything. A revoked Proxy throws for every name.
    if (isRevoked(options)) return undefined;
    throw error;
  }
  return copy;
}

/**
 * Whether an option comes from the Object.prototype of any realm, and neither from the caller nor from a class of the
 * caller's.
 */
function isOfObjectPrototype(options: object, name: string): boolean {
  for (let holder: object | null = options; holder; holder = Object.getPrototypeOf(holder)) {
    if (hasOwn.call(holder, name)) return holder !== options && hasOwn.call(holder, "isPrototypeOf");
  }
  return false;
}

function isRevoked(value: object): boolean {
  try {
    return Array.isArray(value) === undefined;
  } catch {
    return true;
  }
}

function notOptions(functionName: string, options: unknown, example: string): TypeError {
  const needed = isFloat32Array(options) ? "out" : example;
  return new TypeError(`${functionName}: options must be an object such as { ${needed} }, got ${describe(options)}`);
}
