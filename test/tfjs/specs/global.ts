/** What jasmine 3 takes for the global object, once it is bundled. */
Object.assign(globalThis, { global: globalThis });
