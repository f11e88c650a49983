// A database whose commits wait until the schedule lets them through, so that it decides what a kill or a full disk meets.
import type { Database } from '../../sync-server/src/platform/database/index.ts';

/** `kept` and answered; `full`: refused as by a full disk; `unanswered`: kept, but the answer is lost; `lost`: neither. */
export type Fate = 'kept' | 'full' | 'unanswered' | 'lost';

interface Commit {
  readonly kind: 'updates' | 'snapshot';
  readonly meet: (fate: Fate) => Promise<void>;
}

export class HeldDisk {
  /** What the server is given. */
  readonly database: Database;
  #commits: Commit[] = [];
  #heldUp = Promise.withResolvers<void>();
  #isDead = false;

  constructor(real: Database) {
    const transaction = () => {
      const begun = real.db.transaction();
      return { execute: (work: Parameters<typeof begun.execute>[0]) => this.#hold('snapshot', () => begun.execute(work)) };
    };
    const db = overriding(real.db, { transaction });
    const appendUpdates: Database['appendUpdates'] = (entries) => this.#hold('updates', () => real.appendUpdates(entries));
    this.database = overriding(real, { db, appendUpdates });
  }

  get isHolding(): boolean {
    return this.#commits.length > 0;
  }

  /** Resolves when an update waits to be committed. */
  heldUp(): Promise<void> {
    return this.#heldUp.promise;
  }

  /** Of the commits of a kind, or else of all, the one that has waited longest meets its fate: updates and snapshots may overtake each other. */
  async release(fate: Fate, kind?: Commit['kind']): Promise<void> {
    const at = this.#commits.findIndex((commit) => commit.kind === kind);
    const [commit] = this.#commits.splice(Math.max(at, 0), 1);
    if (!this.#commits.some((waiting) => waiting.kind === 'updates')) this.#heldUp = Promise.withResolvers();
    await commit?.meet(fate);
  }

  /** The process dies: the first `kept` commits reached the disk, the others did not, and nothing is answered any more. */
  async die(kept: number): Promise<void> {
    this.#isDead = true;
    for (let n = 0; this.isHolding; n++) await this.release(n < kept ? 'unanswered' : 'lost');
  }

  #hold<Result>(kind: Commit['kind'], work: () => Promise<Result>): Promise<Result> {
    if (this.#isDead) return Promise.reject(new Error('The process is dead.'));
    return new Promise((resolve, reject) => {
      const meet = async (fate: Fate) => {
        if (fate === 'full') reject(Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' }));
        else if (fate === 'lost') reject(new Error('The process died.'));
        else {
          const result = await work();
          if (fate === 'kept') resolve(result);
          else reject(new Error('The answer was lost.'));
        }
      };
      this.#commits.push({ kind, meet: (fate) => meet(fate).catch(reject) });
      if (kind === 'updates') this.#heldUp.resolve();
    });
  }
}

/** The object with some of its properties replaced; methods keep their own `this`, since private fields hide from a proxy. */
function overriding<Target extends object>(target: Target, own: object): Target {
  return new Proxy(target, {
    get: (_, key) => {
      if (key in own) return Reflect.get(own, key) as unknown;
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    }
  });
}
