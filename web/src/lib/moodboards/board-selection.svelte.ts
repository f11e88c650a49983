// What is selected on an open board: a member of a group stands for the whole group until that group is entered.
import type { BoardNode } from './board-node.svelte.ts';

/** What a selection looks at. */
interface Items {
  readonly nodes: ReadonlyMap<string, BoardNode>;
  readonly stack: readonly BoardNode[];
}

export interface SelectOptions {
  /** Beside what is selected, instead of in place of it. */
  readonly add?: boolean;
  /** The item alone, which enters its group. */
  readonly within?: boolean;
}

export class BoardSelection {
  readonly #items: Items;
  #nodes = $state.raw<readonly BoardNode[]>([]);
  /** The group whose members are selected one by one. */
  #entered: string | undefined;

  constructor(items: Items) {
    this.#items = items;
  }

  /** By their place in the stack, the lowest first. */
  get nodes(): readonly BoardNode[] {
    return this.#nodes;
  }

  select(ids: Iterable<string>, { add = false, within = false }: SelectOptions = {}): void {
    const chosen = new Set(add ? this.#nodes.map(({ id }) => id) : []);
    for (const id of ids) for (const one of within ? [id] : this.#withGroup(id)) chosen.add(one);
    if (within) this.#entered = this.#items.nodes.get([...ids][0] ?? '')?.fields.group;
    else if (chosen.size === 0) this.#entered = undefined;
    this.#choose([...chosen]);
  }

  toggle(id: string): void {
    const chosen = new Set(this.#nodes.map((node) => node.id));
    const isIn = chosen.has(id);
    for (const one of this.#withGroup(id))
      if (isIn) chosen.delete(one);
      else chosen.add(one);
    this.#choose([...chosen]);
  }

  /** Everything that is not locked. */
  all(): void {
    this.#choose(this.#items.stack.filter(({ fields }) => !fields.locked).map(({ id }) => id));
  }

  /** Leaves out an item that is gone. */
  drop(node: BoardNode): void {
    if (node.selected) this.#choose(this.#nodes.flatMap((one) => (one === node ? [] : one.id)));
  }

  #withGroup(id: string): string[] {
    const group = this.#items.nodes.get(id)?.fields.group;
    if (group === undefined || group === this.#entered) return [id];
    return this.#items.stack.filter(({ fields }) => fields.group === group).map((node) => node.id);
  }

  #choose(ids: readonly string[]): void {
    const chosen = new Set(ids);
    for (const node of this.#nodes) if (!chosen.has(node.id)) node.selected = false;
    const nodes = ids.flatMap((id) => this.#items.nodes.get(id) ?? []);
    for (const node of nodes) node.selected = true;
    this.#nodes = nodes.toSorted((a, b) => a.rank - b.rank);
  }
}
