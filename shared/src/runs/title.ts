// What a run is called that nobody has given a title.

/** A title from the first words of a prompt, cut at a word. */
export function titleOf(prompt: string, most = 60): string {
  const line = prompt.replace(/\s+/g, ' ').trim();
  const title = line.length <= most ? line : `${line.slice(0, most - 1).replace(/[\s,;:.]+\S*$/, '')}…`;
  return title.charAt(0).toUpperCase() + title.slice(1);
}
