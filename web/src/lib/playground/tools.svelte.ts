// The tool that is open over the page, if any, and sending what it asks for: one for the whole app, so that every picture can be worked on anywhere.
import type { Me } from 'shared/accounts';
import type { Recipe } from 'shared/engine';
import { formatMoney, newId, Problem, type Micros } from 'shared/kernel';
import { goto } from '$app/navigation';
import { resolve } from '$app/paths';
import { page } from '$app/state';
import { account } from '#lib/accounts';
import { mediaUrl } from '#lib/blobs';
import type { AssetEntry } from '#lib/gallery';
import { api, call, Unreachable } from '#lib/platform';
import { submitRun } from '#lib/runs';
import { toaster } from '#lib/ui';
import { moneyReason } from './money.ts';
import { toolOf, toolPrice, toolRecipe, type ToolId, type ToolSource } from './tool-rules.ts';

export interface OpenTool {
  readonly id: ToolId | 'crop';
  readonly source: ToolSource;
}

class Tools {
  #opened = $state.raw<OpenTool>();
  #open = $state(false);

  get opened(): OpenTool | undefined {
    return this.#opened;
  }
  get open(): boolean {
    return this.#open;
  }
  set open(open: boolean) {
    this.#open = open;
  }

  show(id: OpenTool['id'], source: ToolSource): void {
    this.#opened = { id, source };
    this.#open = true;
  }

  close(): void {
    this.#open = false;
  }

  /** Asks for one picture; resolves true when it is safe on this device. Says why where it cannot be paid. */
  async ask(recipe: Recipe, price: Micros | null, title: string): Promise<boolean> {
    const reason = reasonAgainst(account.me, price);
    if (reason) {
      toaster.error(reason);
      return false;
    }
    await submitRun({ id: newId(), workspaceId: account.workspace.id, recipe, count: 1, title, mode: 'tool' }, price, account.engine);
    const elsewhere = page.url.pathname !== resolve('/');
    toaster.show({
      message: `${title}: asked for. The source stays as it is.`,
      ...(elsewhere ? { action: { label: 'Show', run: () => goto(resolve('/')) } } : {})
    });
    return true;
  }

  /** Runs a tool that needs nothing said, at once. */
  async run(id: ToolId, source: ToolSource): Promise<void> {
    const tool = toolOf(id);
    if (tool) await this.ask(toolRecipe(tool, source), toolPrice(tool), tool.type.name);
  }

  /** The provider's price for a recipe that has no fixed one; null where it cannot be asked now. */
  async quote(recipe: Recipe): Promise<Micros | null> {
    try {
      return (await call(api().engine.quote.$post({ json: { workspaceId: account.workspace.id, recipe } }))).item;
    } catch (error) {
      if (error instanceof Unreachable || error instanceof Problem) return null;
      throw error;
    }
  }
}

/** An asset as what a tool works on. */
export const toolSource = ({ record, fields }: AssetEntry): ToolSource => ({
  hash: record.hash,
  assetId: record.id,
  width: record.width,
  height: record.height,
  thumb: mediaUrl(record.thumb.hash),
  name: fields.title ?? record.recipe?.prompt.slice(0, 40) ?? record.fileName?.replace(/\.[^.]+$/, '')
});

/** Why a tool cannot be paid for, as a sentence; undefined when it can. */
export function reasonAgainst(me: Pick<Me, 'spending' | 'balance'> | undefined, price: Micros | null): string | undefined {
  return account.workspace.role === 'viewer'
    ? 'You can view this workspace, not generate in it. Ask an owner to make you an editor.'
    : moneyReason(me, price);
}

/** A price as a button shows it; the sandbox takes none. */
export const priceText = (price: Micros): string => (account.engine === 'sandbox' ? 'Free' : formatMoney(price));

export const tools = new Tools();
