// How frames and roles become words, since the models know them only from the prompt.
import type { ReferenceRole } from 'shared/engine';

/**
 * The prompt of a series. It names the number of pictures as well as `max_images` does, which the provider requires to agree
 * (wavespeed-contract, "Multi-image technique"), and what each frame shows where that was said.
 */
export function seriesPrompt(prompt: string, frames: readonly string[]): string {
  const texts = frames.flatMap((text, index) => (text.trim() ? [`Frame ${index + 1}: ${text.trim()}`] : []));
  const number = frames.length === 1 ? '1 image' : `${frames.length} images`;
  return [`${ended(prompt)} A series of ${number}.`.trim(), ...texts.map(ended)].join('\n');
}

/** The roles in which references are brought together, in the order in which new pictures take them. */
export const stitchRoles = ['character', 'place', 'style', 'object'] as const satisfies readonly ReferenceRole[];
export type StitchRole = (typeof stitchRoles)[number];

export const isStitchRole = (role: unknown): role is StitchRole => stitchRoles.some((one) => one === role);

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];

/** The prompt over several references: which figure is what, then what is asked for. */
export function stitchPrompt(prompt: string, roles: readonly StitchRole[]): string {
  const figures = roles.map((role, index) => {
    const alike = roles.filter((one) => one === role).length;
    const place = roles.slice(0, index).filter((one) => one === role).length;
    return `Figure ${index + 1} is the ${alike > 1 ? `${ordinals[place]} ` : ''}${role}.`;
  });
  return [figures.join(' '), prompt.trim()].filter(Boolean).join(' ');
}

/** The role that the next picture takes: the first that nobody has, else another object. */
export function nextRole(taken: readonly (ReferenceRole | undefined)[]): StitchRole {
  return stitchRoles.find((role) => !taken.includes(role)) ?? 'object';
}

const ended = (text: string) => (text.trim() === '' || /[.!?…:]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`);
