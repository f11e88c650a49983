// What styles and presets are called. They belong to an area to the right, which tells their names when the app is composed.
type Namer = (id: string) => string | undefined;

let namer: Namer = () => undefined;

/** Tells where names of styles and presets come from. */
export function namePresets(names: Namer): void {
  namer = names;
}

/** A name to show, the id itself where nobody knows one. */
export const presetName = (id: string): string => namer(id) ?? id;
