/** Connects a field for a number; returns a function that shows a value. The browser's own validation judges the text. */
export function connectNumber(field: HTMLInputElement, take: (value: number) => void): (value: number) => void {
  let last = field.valueAsNumber;
  field.addEventListener("input", () => {
    if (field.checkValidity()) take(field.valueAsNumber);
  });
  // On Enter, the browser says what is wrong; when the visitor leaves the field, the last valid value returns.
  field.addEventListener("change", () => field.reportValidity());
  field.addEventListener("blur", () => {
    field.value = String(last);
  });
  return (value) => {
    last = value;
    // Never replace text under the hands of a visitor who types.
    if (document.activeElement !== field) field.value = String(value);
  };
}
