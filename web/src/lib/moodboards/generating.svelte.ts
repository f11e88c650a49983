// Generating on a board: what is composed from the selection, asked for as a run, with a place on the board for each picture to come.
import { newId } from 'shared/kernel';
import { priceOf } from 'shared/engine';
import type { BoardPicture, Geometry } from 'shared/moodboards';
import { titleOf, type NewRun } from 'shared/runs';
import { account } from '#lib/accounts';
import {
  askedOf,
  firstDraft,
  moneyReason,
  reasonsAgainst,
  totalOf,
  VARY,
  withCount,
  withPrompt,
  withReferences,
  withSource,
  type Draft
} from '#lib/playground';
import { submitRun } from '#lib/runs';
import { addGenerations } from './adding.ts';
import type { Board } from './board.svelte.ts';
import type { BoardNode } from './board-node.svelte.ts';
import { itemRatio } from './generation-size.ts';
import { boundsOf, union } from './geometry.ts';

export type BoardMode = 'vary' | 'stitch' | 'edit' | 'animate';

/** Most pictures of one go on a board: each gets a place there. */
const MOST = 8;
/** Board units between the sources and the pictures to come. */
const APART = 120;
const GAP = 16;

const draftModes = { vary: 'edit', stitch: 'stitch', edit: 'edit', animate: 'video' } as const;

export class Generating {
  readonly #board: Board;
  #mode = $state.raw<BoardMode>('edit');
  #draft = $state.raw<Draft>(firstDraft('edit'));
  #sources = $state.raw<readonly BoardNode[]>([]);

  constructor(board: Board) {
    this.#board = board;
  }

  get mode(): BoardMode {
    return this.#mode;
  }

  get draft(): Draft {
    return this.#draft;
  }

  /** The items that it is made of. */
  get sources(): readonly BoardNode[] {
    return this.#sources;
  }

  /** Micro-dollars of all pictures; null where only the provider can tell. */
  get total(): number | null {
    return totalOf(this.#draft);
  }

  /** Why it cannot be asked for, as a sentence; undefined when it can. */
  get reason(): string | undefined {
    if (!this.#board.writable) return 'You can view this board, not generate on it.';
    const [reason] = reasonsAgainst(this.#draft);
    if (reason) return reason;
    if (this.total === null) return 'Nobody has a price for these settings here. Choose another model in the Playground.';
    return moneyReason(account.me, this.total);
  }

  /** Begins with pictures of the board: several are stitched, one is edited. */
  begin(nodes: readonly BoardNode[], mode?: BoardMode): void {
    this.#sources = nodes.filter(({ picture }) => picture && !picture.type.startsWith('video/')).slice(0, 10);
    this.choose(mode ?? (this.#sources.length > 1 ? 'stitch' : 'edit'));
  }

  /** Another way with the same pictures; the words stay where they mean the same. */
  choose(mode: BoardMode): void {
    const words = this.#draft.prompt === VARY ? '' : this.#draft.prompt;
    const references = this.#sources.map(({ picture }) => referenceOf(picture as BoardPicture));
    const [first] = references;
    let draft = firstDraft(draftModes[mode]);
    if (first) draft = mode === 'stitch' ? withReferences(draft, references) : withSource(draft, first);
    this.#draft = withCount(withPrompt(draft, mode === 'vary' ? VARY : words), mode === 'vary' ? 4 : mode === 'animate' ? 1 : 2);
    this.#mode = mode;
  }

  change(edit: (draft: Draft) => Draft): void {
    const draft = edit(this.#draft);
    this.#draft = draft.count > MOST ? withCount(draft, MOST) : draft;
  }

  /** Asks for it, or queues it on this device; the pictures' places stand on the board at once, for everybody. */
  async ask(): Promise<void> {
    if (this.reason !== undefined) return;
    const { recipe, count, mode, each } = askedOf(this.#draft);
    const title = titleOf(recipe.composition?.prompt || recipe.prompt);
    const run: NewRun = {
      id: newId(),
      workspaceId: account.workspace.id,
      recipe,
      count,
      ...(title ? { title } : {}),
      ...(mode ? { mode } : {}),
      ...(each ? { each } : {})
    };
    const sources = this.#sources;
    await submitRun(run, this.total, account.engine);
    const ratio = itemRatio(recipe, sources[0]?.picture);
    addGenerations(this.#board, places(sources, count, ratio), {
      runId: run.id,
      mode: this.#mode,
      sources: sources.map(({ id }) => id),
      price: priceOf(recipe)
    });
  }
}

function referenceOf({ hash, assetId, width, height }: BoardPicture) {
  return { hash, width, height, ...(assetId === undefined ? {} : { assetId }) };
}

/** A column or two to the right of the sources. */
function places(sources: readonly BoardNode[], count: number, ratio: number): Geometry[] {
  const box = union(sources.map(({ geometry }) => boundsOf(geometry))) ?? { x: 0, y: 0, width: 0, height: 0 };
  const width = Math.min(280, Math.max(120, sources[0]?.geometry[2] ?? 200));
  const height = width / ratio;
  const columns = count > 3 ? 2 : 1;
  const rows = Math.ceil(count / columns);
  const top = box.y + box.height / 2 - (rows * (height + GAP) - GAP) / 2;
  return Array.from({ length: count }, (_, index) => [
    box.x + box.width + APART + (index % columns) * (width + GAP),
    top + Math.floor(index / columns) * (height + GAP),
    width,
    height,
    0
  ]);
}
