// Proves that words of an edit become the operations that people mean by them.
import { expect, it } from 'vitest';
import { readInstruction } from './instruction.ts';

const kinds = (text: string) =>
  readInstruction(text).map((operation) =>
    Object.values(operation)
      .filter((value) => typeof value === 'string')
      .join(' ')
  );

it.each([
  ['Make it red', ['recolour red subject']],
  ['change the blue vase to green', ['recolour green subject']],
  ['Change the background to teal', ['recolour teal background']],
  ['a blue tint', ['tint']],
  ['Remove the background', ['cut-out']],
  ['put it on a beach at sunset', ['backdrop beach at sunset']],
  ['replace the background with a misty forest', ['backdrop misty forest']],
  ['blur the background', ['blur background']],
  ['blur it', ['blur all']],
  ['sharpen', ['sharpen']],
  ['zoom in', ['zoom']],
  ['mirror it', ['flip horizontal']],
  ['turn it upside down', ['flip vertical']],
  ['rotate by 90 degrees', ['rotate']],
  ['the same at night', ['hour night']],
  ['blue hour', ['hour blue']],
  ['golden hour', ['hour golden']],
  ['in heavy rain', ['weather rain']],
  ['fog', ['weather fog']],
  ['let it snow', ['weather snow']],
  ['brighter and warmer', ['tone', 'tone']],
  ['black and white', ['monochrome']],
  ['sepia', ['sepia']],
  ['as an oil painting', ['style oil painting']],
  ['something wonderful', []]
])('[ENG-2] reads “%s”', (text, expected) => {
  expect(kinds(text)).toEqual(expected);
});

it('[ENG-2] tells more from less', () => {
  const exposure = (text: string) =>
    readInstruction(text).flatMap((operation) => (operation.kind === 'tone' ? (operation.exposure ?? []) : []))[0] ?? 0;
  expect(exposure('much brighter')).toBeGreaterThan(exposure('brighter'));
  expect(exposure('slightly brighter')).toBeLessThan(exposure('brighter'));
  expect(exposure('darker')).toBeLessThan(0);
});
