// The texts that words are looked for in: a thousand joined, so that one look goes through all of them, and each by itself.
const BITS = 10;
const SIZE = 1 << BITS;

interface Block {
  readonly text: string;
  /** Where each text begins; one more than there are texts. */
  readonly starts: Uint32Array;
}

export class TextColumn {
  readonly #texts: string[] = [];
  /** Which of the letters a to z each text has, a bit each: what people type first is one of them, and nearly every text has it. */
  #letters = new Uint32Array(1_024);
  /** Made when first looked through, and again after one of its texts has changed. */
  readonly #blocks: (Block | undefined)[] = [];

  /** Takes a text in place of the one before; it is found in any case of letters. */
  set(slot: number, text: string): void {
    const lower = text.toLowerCase();
    this.#texts[slot] = lower;
    if (slot >= this.#letters.length) {
      const grown = new Uint32Array(Math.max(slot + 1, this.#letters.length * 2));
      grown.set(this.#letters);
      this.#letters = grown;
    }
    this.#letters[slot] = lettersOf(lower);
    this.#blocks[slot >> BITS] = undefined;
  }

  /** Whether a slot's text has a word, given in lower case. */
  has(slot: number, word: string): boolean {
    return (this.#texts[slot] ?? '').includes(word);
  }

  /** 1 for each slot whose text has a word, given in lower case and without spaces. */
  having(word: string): Uint8Array {
    const hits = new Uint8Array(this.#texts.length);
    const letter = lettersOf(word);
    if (word.length === 1 && letter !== 0) {
      for (let slot = 0; slot < hits.length; slot++) hits[slot] = (this.#letters[slot] ?? 0) & letter ? 1 : 0;
      return hits;
    }
    for (let block = 0; block << BITS < this.#texts.length; block += 1) {
      const first = block << BITS;
      const { text, starts } = (this.#blocks[block] ??= this.#joined(first));
      let row = 0;
      for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, starts[row])) {
        while ((starts[row + 1] ?? Infinity) <= at) row += 1;
        hits[first + row] = 1;
        row += 1;
        if (row >= starts.length - 1) break;
      }
    }
    return hits;
  }

  #joined(first: number): Block {
    const texts = Array.from({ length: Math.min(SIZE, this.#texts.length - first) }, (_, row) => this.#texts[first + row] ?? '');
    const starts = new Uint32Array(texts.length + 1);
    texts.forEach((text, row) => (starts[row + 1] = (starts[row] ?? 0) + text.length + 1));
    // No word has a line break, so none is found across two texts.
    return { text: texts.join('\n'), starts };
  }
}

/** A bit for each of the letters a to z that a text has. */
function lettersOf(text: string): number {
  let bits = 0;
  for (let at = 0; at < text.length; at++) {
    const letter = text.charCodeAt(at) - 97;
    if (letter >= 0 && letter < 26) bits |= 1 << letter;
  }
  return bits;
}
