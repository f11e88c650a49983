// What a built-in style is: a look, worded once for pictures made from nothing and once for pictures that exist.

export const styleGroups = [
  { id: 'looks', name: 'Looks and media' },
  { id: 'photography', name: 'Photography' },
  { id: 'movements', name: 'Art movements' },
  { id: 'worlds', name: 'Worlds and pop' },
  { id: 'light', name: 'Light and tone' }
] as const;
export type StyleGroup = (typeof styleGroups)[number]['id'];

export interface Style {
  /** Kebab-case, never changed: recipes keep it. */
  readonly id: string;
  readonly name: string;
  readonly group: StyleGroup;
  /** What is added to a prompt that makes a picture from words: medium, light, palette, texture. */
  readonly generate: string;
  /** What is added to a prompt that changes a picture: what becomes different and what stays. */
  readonly edit: string;
}
