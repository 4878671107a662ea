/** The types of jasmine 3 that program.ts needs. The published types declare globals that vitest also declares. */
declare module "jasmine-core/lib/jasmine-core/jasmine.js" {
  interface Spec {
    readonly status: "passed" | "failed" | "pending" | "excluded";
    readonly fullName: string;
  }
  interface Env {
    configure(settings: { random: boolean }): void;
    addReporter(reporter: { specDone(spec: Spec): void; jasmineDone(): void }): void;
    execute(): void;
  }
  interface Jasmine {
    getEnv(): Env;
  }
  interface JasmineRequire {
    core(require: JasmineRequire): Jasmine;
    interface(jasmine: Jasmine, env: Env): object;
  }
  const jasmineRequire: JasmineRequire;
  export default jasmineRequire;
}
