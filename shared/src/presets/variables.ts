// Variables in a prompt: names in braces, such as {subject}, whose values are typed elsewhere.

/** A name starts with a letter and has up to 40 letters, digits, spaces, hyphens and underscores. `{}` and `{12}` are plain text. */
const VARIABLE = /\{([\p{L}](?:[\p{L}\p{N} _-]{0,38}[\p{L}\p{N}_-])?)\}/gu;

/** The variables that a text names, each once, in the order of their first appearance. */
export function variablesIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(VARIABLE)].map(([, name]) => name ?? ''))];
}

/** The text with the values in place; a variable without a value stays as it is. Values are not searched for variables again. */
export function filled(text: string, values: Readonly<Record<string, string>> | undefined): string {
  return text.replaceAll(VARIABLE, (whole, name: string) => {
    const value = values && Object.hasOwn(values, name) ? values[name]?.trim() : '';
    return value === undefined || value === '' ? whole : value;
  });
}

/** The variables of a text that have no value yet. */
export function openVariables(text: string, values: Readonly<Record<string, string>> | undefined): readonly string[] {
  return variablesIn(text).filter((name) => !(values && Object.hasOwn(values, name) && values[name]?.trim()));
}
