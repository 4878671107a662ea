/**
 * uPlot makes a number format of the browser's language as it loads. Not every language is one: WebKit's is "c" where the
 * system has `LANG=C`, and Intl throws a RangeError. To be imported before it.
 */
try {
  new Intl.NumberFormat(navigator.language);
} catch {
  Object.defineProperty(navigator, "language", { value: "en", configurable: true });
}
