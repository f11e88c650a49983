// What becomes of a recipe's prompt when it is sent, so that the recipe panel can show the very words.
import { modelOf } from './models.ts';
import { outputsOf } from './price.ts';
import type { Recipe } from './recipe.ts';

const WORDS = [
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen'
];

/**
 * The prompt as the provider gets it. A series needs its length in the words as well as in `max_images`, and the two must agree
 * (wavespeed-contract, "Multi-image technique"): where the prompt does not say it, a sentence is added.
 */
export function promptAsSent({ model: id, prompt, params }: Pick<Recipe, 'model' | 'prompt' | 'params'>): string {
  const outputs = outputsOf({ model: id, params });
  if (outputs < 2 || !modelOf(id) || names(prompt, outputs)) return prompt;
  const words = prompt.trimEnd();
  return `${words}${/[.!?…:;]$/.test(words) || words === '' ? '' : '.'} A series of ${outputs} images.`.trimStart();
}

/** Whether a prompt says how many pictures there are, as `4 images`, `four panels` or `a series of 4`. */
function names(prompt: string, count: number): boolean {
  const number = `(?:${count}|${WORDS[count - 1]})`;
  const pictures = '(?:images?|pictures?|photos?|photographs?|panels?|frames?|shots?|scenes?|views?|illustrations?|variations?)';
  const said = new RegExp(
    `\\b${number}\\s+(?:[\\p{L}-]+\\s+){0,2}${pictures}\\b|\\b(?:series|set|sequence|storyboard) of ${number}\\b`,
    'iu'
  );
  return said.test(prompt);
}
