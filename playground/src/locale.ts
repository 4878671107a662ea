/**
 * Imported before uPlot, which creates a number format of the browser's language as it loads. WebKit's language is "c"
 * where the system has `LANG=C`, and Intl throws a RangeError for it.
 */
try {
  new Intl.NumberFormat(navigator.language);
} catch {
  Object.defineProperty(navigator, "language", { value: "en", configurable: true });
}
