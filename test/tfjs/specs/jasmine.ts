/** Jasmine's functions as globals, which TensorFlow.js' specs expect. Must be the first import of program.ts. */
import jasmineRequire from "jasmine-core/lib/jasmine-core/jasmine.js";

const jasmine = jasmineRequire.core(jasmineRequire);
export const env = jasmine.getEnv();

Object.assign(globalThis, jasmineRequire.interface(jasmine, env), { jasmine });
