export { elu } from "./src/index.ts";
