// The keys and palette entries of an open board.
import Group from '@lucide/svelte/icons/group';
import Maximize from '@lucide/svelte/icons/maximize';
import Redo2 from '@lucide/svelte/icons/redo-2';
import Undo2 from '@lucide/svelte/icons/undo-2';
import type { Command } from '#lib/ui';
import { duplicate, group, nudge, order, remove } from './board-actions.ts';
import type { Board } from './board.svelte.ts';
import type { BoardNode } from './board-node.svelte.ts';
import type { Tool } from './gesture-states.ts';
import { outlineOf } from './outline.ts';

export interface BoardKeys {
  readonly board: () => Board | undefined;
  readonly tool: (tool: Tool) => void;
  /** Uses the chosen tool in the middle of the screen; false where it needs a place that only a pointer can give. */
  readonly place: () => boolean;
  /** Opens what is selected: a note to type, a picture to look at. */
  readonly open: (node: BoardNode) => void;
  /** Gives up what is under way; false where there was nothing. */
  readonly cancel: () => boolean;
  /** Whether keys mean the board: not while a dialog is open. */
  readonly active: () => boolean;
}

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] } as const;

export function boardCommands({ board, tool, place, open, cancel, active }: BoardKeys): Command[] {
  const chosen = () => active() && (board()?.selection.length ?? 0) > 0;
  const writable = () => active() && board()?.writable === true;
  const own = () => writable() && chosen();
  const on = (work: (board: Board) => void) => () => {
    const one = board();
    if (one) work(one);
  };
  const common = { group: 'Board', hidden: true };
  const tools: [string, string, Tool][] = [
    ['V', 'Select', 'select'],
    ['H', 'Move the board', 'hand'],
    ['N', 'Note', 'note'],
    ['F', 'Frame', 'frame'],
    ['L', 'Connector', 'connector'],
    ['C', 'Comment', 'comment']
  ];
  return [
    ...tools.map(([keys, title, which]) => ({
      ...common,
      id: `board.${which}`,
      title,
      keys,
      available: which === 'select' || which === 'hand' ? active : writable,
      run: () => tool(which)
    })),
    {
      group: 'Board',
      id: 'board.undo',
      title: 'Undo on this board',
      icon: Undo2,
      keys: 'Ctrl+Z',
      available: () => active() && board()?.canUndo === true,
      run: on((one) => one.undo.undo())
    },
    {
      group: 'Board',
      id: 'board.redo',
      title: 'Redo on this board',
      icon: Redo2,
      keys: 'Ctrl+Shift+Z',
      available: () => active() && board()?.canRedo === true,
      run: on((one) => one.undo.redo())
    },
    {
      ...common,
      id: 'board.redo-y',
      title: 'Redo on this board',
      keys: 'Ctrl+Y',
      available: () => active() && board()?.canRedo === true,
      run: on((one) => one.undo.redo())
    },
    {
      group: 'Board',
      id: 'board.fit',
      title: 'Show the whole board',
      icon: Maximize,
      keys: 'Shift+1',
      available: active,
      run: on((one) => one.view.fit())
    },
    {
      ...common,
      id: 'board.fit-selection',
      title: 'Show the selection',
      keys: 'Shift+2',
      available: chosen,
      run: on((one) => one.view.fit(one.selection, 2))
    },
    { ...common, id: 'board.actual', title: 'Zoom to 100 %', keys: 'Shift+0', available: active, run: on((one) => one.view.zoomTo(1)) },
    {
      ...common,
      id: 'board.in',
      title: 'Zoom in',
      keys: '+',
      available: active,
      run: on((one) => one.view.zoomTo(one.view.camera.zoom * 1.25))
    },
    {
      ...common,
      id: 'board.out',
      title: 'Zoom out',
      keys: '-',
      available: active,
      run: on((one) => one.view.zoomTo(one.view.camera.zoom / 1.25))
    },
    {
      ...common,
      id: 'board.all',
      title: 'Select everything on the board',
      keys: 'Ctrl+A',
      available: active,
      run: on((one) => one.selectAll())
    },
    { group: 'Board', id: 'board.group', title: 'Group or ungroup', icon: Group, keys: 'Ctrl+G', available: own, run: on(group) },
    { ...common, id: 'board.duplicate', title: 'Duplicate', keys: 'Ctrl+D', available: own, run: on((one) => void duplicate(one)) },
    { ...common, id: 'board.front', title: 'To front', keys: 'Ctrl+Shift+]', available: own, run: on((one) => order(one, 'front')) },
    { ...common, id: 'board.back', title: 'To back', keys: 'Ctrl+Shift+[', available: own, run: on((one) => order(one, 'back')) },
    { ...common, id: 'board.forward', title: 'One step forward', keys: 'Ctrl+]', available: own, run: on((one) => order(one, 'forward')) },
    {
      ...common,
      id: 'board.backward',
      title: 'One step backward',
      keys: 'Ctrl+[',
      available: own,
      run: on((one) => order(one, 'backward'))
    },
    { ...common, id: 'board.remove', title: 'Remove from the board', keys: 'Delete', available: own, run: on(remove) },
    { ...common, id: 'board.backspace', title: 'Remove from the board', keys: 'Backspace', available: own, run: on(remove) },
    {
      ...common,
      id: 'board.enter',
      title: 'Use the tool here, edit what is selected',
      keys: 'Enter',
      available: () => active() && (chosen() || onCanvas()),
      run: on((one) => !place() && one.selection[0] && open(one.selection[0]))
    },
    {
      ...common,
      id: 'board.next',
      title: 'Next item',
      keys: 'Tab',
      available: () => active() && onCanvas(),
      run: on((one) => step(one, 1))
    },
    {
      ...common,
      id: 'board.previous',
      title: 'Previous item',
      keys: 'Shift+Tab',
      available: () => active() && onCanvas() && chosen(),
      run: on((one) => step(one, -1))
    },
    {
      ...common,
      id: 'board.escape',
      title: 'Give up, clear the selection',
      keys: 'Escape',
      available: active,
      run: on((one) => {
        if (cancel()) return;
        tool('select');
        one.select([]);
      })
    },
    ...Object.entries(ARROWS).flatMap(([key, [dx, dy]]) =>
      [1, 10].map((by) => ({
        ...common,
        unlisted: key !== 'ArrowLeft' || by === 1,
        id: `board.${key}-${by}`,
        title: 'Move the selection by arrows, Shift for ten',
        keys: by === 10 ? `Shift+${key}` : key,
        available: () => own() && !inTree(),
        run: on((one) => nudge(one, dx * by, dy * by))
      }))
    )
  ];
}

/** Tab walks the items while the canvas has the focus; with nothing further it leaves the canvas as everywhere. */
const onCanvas = () => document.activeElement?.getAttribute('role') === 'application';
const inTree = () => document.activeElement?.closest('[role="tree"]') !== null && document.activeElement !== document.body;

function step(board: Board, by: 1 | -1): void {
  const lines = outlineOf(board).filter(({ node }) => node.record.kind !== 'connector');
  if (lines.length === 0) return;
  const at = lines.findIndex(({ node }) => node === board.selection.at(-1));
  const next = lines[at < 0 ? (by > 0 ? 0 : lines.length - 1) : at + by]?.node;
  if (next) {
    board.select([next.id], { within: true });
    board.view.reveal([next]);
    return;
  }
  board.select([]);
  // Past the last item the focus goes on to what follows the canvas.
  document.querySelector<HTMLElement>(by > 0 ? '[aria-label="Board tools"] button' : '[role="treeitem"][tabindex="0"]')?.focus();
}
