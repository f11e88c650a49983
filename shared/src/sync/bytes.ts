// Numbers and byte strings one after the other, in lib0's encoding: what the exchange's messages are made of.

const MORE = 0x80;
const LOW_BITS = 0x7f;

/** Collects what is written and hands it out as one array. */
export class ByteWriter {
  #bytes = new Uint8Array(64);
  #length = 0;

  /** A whole number from 0 to 2^53 - 1: seven bits a byte, the lowest first. */
  number(value: number): this {
    let rest = value;
    this.#reserve(8);
    while (rest > LOW_BITS) {
      this.#bytes[this.#length++] = MORE | (rest % MORE);
      rest = Math.floor(rest / MORE);
    }
    this.#bytes[this.#length++] = rest;
    return this;
  }

  /** Bytes behind their number. */
  bytes(value: Uint8Array): this {
    this.number(value.length);
    this.#reserve(value.length);
    this.#bytes.set(value, this.#length);
    this.#length += value.length;
    return this;
  }

  text(value: string): this {
    return this.bytes(new TextEncoder().encode(value));
  }

  finish(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#length);
  }

  #reserve(bytes: number): void {
    if (this.#length + bytes <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + bytes));
    grown.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = grown;
  }
}

/** Reads what a ByteWriter wrote; throws a RangeError where the bytes end too early or say what nobody writes. */
export class ByteReader {
  readonly #source: Uint8Array;
  #at = 0;

  constructor(source: Uint8Array) {
    this.#source = source;
  }

  number(): number {
    let [value, weight] = [0, 1];
    for (;;) {
      const byte = this.#source[this.#at++];
      if (byte === undefined) throw new RangeError('The bytes end within a number.');
      value += (byte % MORE) * weight;
      if (value > Number.MAX_SAFE_INTEGER) throw new RangeError('A number that is too large.');
      if (byte < MORE) return value;
      weight *= MORE;
    }
  }

  /** A view on the source, not a copy. */
  bytes(): Uint8Array {
    const length = this.number();
    if (length > this.#source.length - this.#at) throw new RangeError('The bytes end too early.');
    return this.#source.subarray(this.#at, (this.#at += length));
  }

  text(): string {
    return new TextDecoder('utf-8', { fatal: true }).decode(this.bytes());
  }

  get isAtEnd(): boolean {
    return this.#at === this.#source.length;
  }

  /** Throws where something is left. */
  end(): void {
    if (!this.isAtEnd) throw new RangeError('More bytes than were expected.');
  }
}
