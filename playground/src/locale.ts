/**
 * Must be imported before uPlot, which creates a number format of the browser's language when it loads. WebKit's
 * language is "c" if the system has `LANG=C`, and Intl throws a RangeError for "c".
 */
try {
  new Intl.NumberFormat(navigator.language);
} catch {
  Object.defineProperty(navigator, "language", { value: "en", configurable: true });
}
