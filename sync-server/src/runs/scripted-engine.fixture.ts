// An engine for tests that remembers every POST, as the provider does, and answers as a test tells it.
import { createHash } from 'node:crypto';
import { newId, problem } from 'shared/kernel';
import { engineFailure } from 'shared/engine';
import type { EngineKind } from 'shared/accounts';
import type { Engine, EngineLimits, Prediction, Submission } from '#area/engine';

/** What one POST meets. `lost` and `never` both lose the answer; only the former reaches the provider. */
export type Fate = 'made' | 'fails' | 'refused' | 'later' | 'key' | 'lost' | 'never';

interface Post {
  readonly model: string;
  readonly inputs: Record<string, unknown>;
  readonly fate: Fate;
}

export interface ScriptedEngine extends Engine {
  readonly posts: Post[];
  readonly uploads: string[];
  /** The provider's memory; a test may finish or change predictions. */
  readonly predictions: Map<string, Prediction>;
  /** Decides each POST's fate by its number from 0. */
  fate: (post: number, inputs: Record<string, unknown>) => Fate;
  /** What a prediction becomes when it is asked for; `running` keeps it so. */
  ending: (prediction: Prediction) => Prediction;
  /** Throws where a download should fail. */
  onDownload: (url: string) => void;
  historyWithInputs: boolean;
}

export const generous: EngineLimits = { imagesPerMinute: 5_000, videosPerMinute: 5_000, concurrent: 1_000 };

export function scriptedEngine(options: { kind?: EngineKind; limits?: EngineLimits; now?: () => number } = {}): ScriptedEngine {
  const { kind = 'sandbox', limits = generous, now = Date.now } = options;
  const answers: Record<Exclude<Fate, 'made' | 'fails' | 'lost' | 'never'>, Submission> = {
    refused: { outcome: 'refused', problem: engineFailure('content-refused') },
    later: { outcome: 'refused', problem: engineFailure('rate-limited'), retryAfter: 1 },
    key: { outcome: 'refused', problem: engineFailure('key-refused'), pausesKey: true }
  };
  const engine: ScriptedEngine = {
    keyName: kind === 'sandbox' ? 'sandbox' : 'server',
    kind,
    limits,
    posts: [],
    uploads: [],
    predictions: new Map(),
    fate: () => 'made',
    ending: (prediction) => ({
      ...prediction,
      status: 'completed',
      outputs: [`https://cdn.example/${prediction.id}/0.png`],
      nsfw: [false]
    }),
    onDownload: () => {},
    historyWithInputs: true,

    async submit(model, inputs) {
      const fate = engine.fate(engine.posts.length, inputs);
      engine.posts.push({ model, inputs, fate });
      if (fate === 'never') return { outcome: 'unknown', error: 'ECONNRESET' };
      if (fate === 'refused' || fate === 'later' || fate === 'key') return answers[fate];
      const id = newId();
      const prediction: Prediction = {
        id,
        model,
        status: 'running',
        outputs: [],
        nsfw: [],
        createdAt: now(),
        inputs: structuredClone(inputs)
      };
      engine.predictions.set(
        id,
        fate === 'fails' ? { ...prediction, status: 'failed', problem: engineFailure('model-failed') } : prediction
      );
      return fate === 'lost' ? { outcome: 'unknown', error: 'ECONNRESET' } : { outcome: 'accepted', prediction };
    },

    async result(id) {
      const prediction = engine.predictions.get(id);
      if (!prediction) throw problem('not-found');
      const ended = prediction.status === 'running' ? engine.ending(prediction) : prediction;
      engine.predictions.set(id, ended);
      return ended;
    },

    async history({ model, from, to }) {
      return [...engine.predictions.values()]
        .filter((one) => (model === undefined || one.model === model) && one.createdAt >= from && one.createdAt <= to)
        .map((one) => (engine.historyWithInputs ? one : { ...one, inputs: undefined }))
        .reverse();
    },

    async upload(bytes, _type, fileName) {
      const url = `https://media.example/${fileName}?${engine.uploads.length}`;
      engine.uploads.push(createHash('sha256').update(bytes).digest('hex'));
      return url;
    },

    async download(url) {
      engine.onDownload(url);
      return new TextEncoder().encode(`bytes of ${url}`);
    },

    async balance() {
      return 0;
    },

    async quote() {
      return 50_000;
    },

    async charges() {
      return new Map();
    },

    async webhookSecret() {
      return 'whsec_scripted';
    },

    async catalogue() {
      return [];
    }
  };
  return engine;
}
