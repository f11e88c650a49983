// Two desktops and a phone work on one board while their networks come and go: afterwards all see the same, and undo takes back one's own.
import { readFile } from 'node:fs/promises';
import { devices, type Browser, type BrowserContext, type Page, type WebSocketRoute } from '@playwright/test';
import { unzipSync } from 'fflate';
import { newId, randomHex } from 'shared/kernel';
import { makeFirstBoard } from '../../support/boards.ts';
import { expect, installed, test } from '../../support/journey.ts';

const seed = Number(process.env['BOARD_SEED'] ?? 7);
const milliseconds = Number(process.env['BOARD_MINUTES'] ?? 0.4) * 60_000;
test.describe.configure({ timeout: milliseconds * 2 + 240_000 });

interface Person {
  readonly mark: string;
  readonly page: Page;
  readonly next: () => number;
  /** Cuts or mends the network, sockets that are open included. */
  network(works: boolean): Promise<void>;
  works: boolean;
  notes: number;
  readonly done: Record<string, number>;
}

test('[MOOD-2] three people on one board with failing networks end equal, and undo only their own work (desktop only: the phone is one of its three browsers)', async ({
  page,
  context,
  browser,
  baseURL
}) => {
  console.log(`BOARD_SEED=${seed} BOARD_MINUTES=${milliseconds / 60_000}`);
  const first = await personOf('Ada', context, page, 1);
  await makeFirstBoard(page, 'Together');
  const address = page.url();
  const secret = randomHex(32);
  const { workspaces } = (await (await page.request.get('/api/me')).json()) as { workspaces: { id: string }[] };
  const invited = await page.request.post(`/api/workspaces/${workspaces[0]?.id}/invites`, {
    data: { id: newId(), secret, role: 'editor', days: 1, maxUses: 5 }
  });
  expect(invited.ok()).toBe(true);
  const people = [first, await join(browser, 'Ben', {}, 2), await join(browser, 'Cleo', devices['Pixel 7'], 3)];

  async function join(where: Browser, mark: string, device: object, number: number): Promise<Person> {
    const own = await where.newContext({ viewport: { width: 1280, height: 800 }, ...device, baseURL: baseURL ?? '' });
    const guest = await own.newPage();
    const person = await personOf(mark, own, guest, number);
    await guest.goto(`/join#${secret}`);
    await guest.getByRole('button', { name: 'Join', exact: true }).click();
    await expect(guest).toHaveURL(/\/gallery$/);
    await installed(guest);
    await guest.goto(address);
    await expect(guest.getByText('An empty board.')).toBeVisible();
    return person;
  }

  const until = Date.now() + milliseconds;
  await Promise.all(people.map((person) => work(person, until)));
  for (const person of people) await person.network(true);
  console.log(JSON.stringify(people.map(({ mark, done }) => ({ mark, ...done }))));

  const read = () => Promise.all(people.map(({ page: its }) => boardOf(its)));
  await expect(async () => {
    const [one, ...others] = await read();
    for (const other of others) expect(other).toEqual(one);
  }).toPass({ timeout: 90_000 });

  // Everything that one person did is taken back; what the others did stays as it is, for all of them.
  for (const person of people) {
    const before = await boardOf(person.page);
    // By the first letter, since undoing may take a note back to half a word; whose an empty note is cannot be told.
    const isOwn = ({ text = '' }: CanvasNode) => text.startsWith(person.mark.charAt(0));
    const isOthers = (node: CanvasNode) => Boolean(node.text) && !isOwn(node);
    await undoAll(person.page);
    const after = await boardOf(person.page);
    expect(after.filter(isOthers)).toEqual(before.filter(isOthers));
    expect(after.filter(isOwn)).toEqual([]);
  }
  for (const { page: its } of people) await expect(its.getByText('An empty board.')).toBeVisible({ timeout: 60_000 });
  for (const { page: its } of people.slice(1)) await its.context().close();
});

async function personOf(mark: string, context: BrowserContext, page: Page, number: number): Promise<Person> {
  const sockets = new Set<WebSocketRoute>();
  const person: Person = {
    mark,
    page,
    next: random(seed * 1_000 + number),
    works: true,
    notes: 0,
    done: {},
    async network(works) {
      person.works = works;
      await context.setOffline(!works);
      if (works) return;
      for (const socket of sockets) await socket.close({ code: 3_001, reason: 'cut' }).catch(() => undefined);
      sockets.clear();
    }
  };
  await context.routeWebSocket(/\/sync\//, (socket) => {
    if (!person.works) return void socket.close({ code: 3_001, reason: 'cut' });
    socket.connectToServer();
    sockets.add(socket);
  });
  return person;
}

/** Adds, moves, removes, undoes and redoes until the time is over, online and not. */
async function work(person: Person, until: number): Promise<void> {
  const { page, next, done } = person;
  const canvas = page.getByRole('application', { name: 'Board canvas' });
  while (Date.now() < until) {
    const chance = next();
    let what = 'added';
    if (person.notes === 0 || chance < 0.3) await add(person);
    else if (chance < 0.55) what = (await chooseOwn(person)) ? 'moved' : 'chose nothing';
    else if (chance < 0.63) what = (await chooseOwn(person)) ? 'removed' : 'chose nothing';
    else if (chance < 0.76) what = 'undone';
    else if (chance < 0.82) what = 'redone';
    else what = person.works ? 'cut' : 'mended';
    await canvas.focus();
    if (what === 'moved')
      for (let steps = 1 + Math.floor(next() * 4); steps > 0; steps--)
        await page.keyboard.press(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'Shift+ArrowDown'][Math.floor(next() * 4)] as string);
    else if (what === 'removed') await page.keyboard.press('Delete');
    else if (what === 'undone') await page.keyboard.press('Control+z');
    else if (what === 'redone') await page.keyboard.press('Control+Shift+z');
    else if (what === 'cut' || what === 'mended') await person.network(what === 'mended');
    done[what] = (done[what] ?? 0) + 1;
    await page.waitForTimeout(next() * 300);
  }
}

async function add(person: Person): Promise<void> {
  const { page } = person;
  await page.keyboard.press('Escape');
  await page.getByRole('application', { name: 'Board canvas' }).focus();
  await page.keyboard.press('n');
  await page.keyboard.press('Enter');
  // Letters typed before the note takes them would be lost, and with them whose note it is.
  await expect(page.getByRole('textbox', { name: 'Note' })).toBeFocused();
  await page.keyboard.type(`${person.mark} ${++person.notes}`);
  await page.keyboard.press('Escape');
}

/** Selects one of the person's own notes; false where none can be clicked. */
async function chooseOwn({ page, mark, next }: Person): Promise<boolean> {
  await page.keyboard.press('Shift+Digit1');
  const place = await page.evaluate(
    ([own = '', share = 0]) => {
      const centres = [...document.querySelectorAll<HTMLElement>('[data-item]')]
        .filter((item) => item.textContent?.trim().startsWith(String(own)))
        .map((item) => item.getBoundingClientRect())
        .map(({ left, top, width, height }) => ({ x: left + width / 2, y: top + height / 2 }));
      return centres[Math.floor(Number(share) * centres.length)];
    },
    [mark, next()] as const
  );
  if (!place) return false;
  await page.mouse.click(place.x, place.y);
  const chosen = await page.locator('[data-item].selected').allTextContents();
  if (chosen.length > 0 && chosen.every((words) => words.trim().startsWith(mark))) return true;
  await page.keyboard.press('Escape');
  return false;
}

async function undoAll(page: Page): Promise<void> {
  const undo = page.getByRole('button', { name: 'Undo', exact: true });
  while (await undo.isEnabled()) await undo.click();
}

interface CanvasNode {
  readonly id: string;
  readonly text?: string;
}

/** Everything on the board with its place, as the page itself exports it. */
async function boardOf(page: Page): Promise<CanvasNode[]> {
  // By its words: far out, items are painted and no elements.
  if (await page.getByText('An empty board.').isVisible()) return [];
  const [download] = await Promise.all([
    page.waitForEvent('download', { timeout: 20_000 }),
    (async () => {
      await page.getByRole('button', { name: 'More for this board' }).click();
      await page.getByRole('menuitem', { name: 'Save as JSON Canvas' }).click({ timeout: 10_000 });
    })()
  ]);
  const files = unzipSync(await readFile(await download.path()));
  const [bytes] = Object.entries(files).flatMap(([name, content]) => (name.endsWith('.canvas') ? [content] : []));
  const canvas = JSON.parse(new TextDecoder().decode(bytes)) as { nodes: CanvasNode[] };
  return canvas.nodes.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** Numbers from 0 to 1, the same for the same seed. */
function random(from: number): () => number {
  let state = from >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
