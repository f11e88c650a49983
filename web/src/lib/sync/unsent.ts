// Remembers which documents hold edits that the server has not confirmed, so that "saved" is still honest after a reload.
import { db, liveTabs, tabId, type UnsentRow } from '#lib/platform';

/** Milliseconds between writes of a count that keeps changing; that there is one at all is written at once. */
const WRITE_EVERY = 500;
/** Stands in place of a tab's id for edits whose document the tab has closed: any tab may see to them. */
const NOBODY = 'nobody';

/** One tab's row of one document. */
export class UnsentNote {
  readonly #name: string;
  #count = 0;
  #written = 0;
  #since = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing = Promise.resolve();

  constructor(name: string) {
    this.#name = name;
  }

  /** Notes how many edits are unconfirmed now. */
  note(count: number): void {
    if (count === this.#count) return;
    const began = this.#count === 0 || count === 0;
    if (this.#count === 0) this.#since = Date.now();
    this.#count = count;
    if (began) this.#write();
    else this.#timer ??= setTimeout(() => this.#write(), WRITE_EVERY);
  }

  /** Writes what is left for any tab to see to. Resolves when it is written. */
  async leave(): Promise<void> {
    const { at, count } = { at: this.#since, count: this.#count };
    this.note(0);
    await this.#writing;
    if (count === 0) return;
    const { unsent } = await db();
    const left = await unsent.get([this.#name, NOBODY]);
    await unsent.put({ name: this.#name, tab: NOBODY, count: count + (left?.count ?? 0), at: left?.at ?? at });
  }

  #write(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing = this.#writing
      .then(async () => {
        const count = this.#count;
        if (count === this.#written) return;
        const { unsent } = await db();
        if (count === 0) await unsent.delete([this.#name, tabId]);
        else await unsent.put({ name: this.#name, tab: tabId, count, at: this.#since });
        this.#written = count;
      })
      .catch(() => undefined);
  }
}

/** Rows whose tab is gone: of one document, or of all. */
export async function leftBehind(name?: string): Promise<UnsentRow[]> {
  const { unsent } = await db();
  const rows =
    name === undefined ? await unsent.toArray() : await unsent.where('[name+tab]').between([name, ''], [name, '\uffff']).toArray();
  if (rows.length === 0) return [];
  const alive = await liveTabs();
  return rows.filter(({ tab }) => !alive.has(tab));
}

/** Forgets rows, after the server has confirmed what they stood for. */
export async function settle(rows: readonly UnsentRow[]): Promise<void> {
  const { unsent } = await db();
  await unsent.bulkDelete(rows.map(({ name, tab }) => [name, tab]));
}
