// The client of the WaveSpeed contract (v3), used against the provider and the sandbox alike.
import { engineFailure, engineProblem } from 'shared/engine';
import type { EngineKind } from 'shared/accounts';
import { accountCalls } from './account-calls.ts';
import type { Engine, EngineLimits, Prediction, Submission } from './engine.ts';
import { readPrediction, refusal, succeeded, type Answer } from './envelope.ts';
import { handOver, type FileHosts } from './handing-over.ts';
import { readHistory } from './history.ts';
import type { KeyName } from './keys.ts';
import { codeOf, Wire, type WireOptions } from './wire.ts';

export interface ClientOptions extends WireOptions {
  readonly kind: EngineKind;
  readonly keyName: KeyName;
  readonly limits: EngineLimits;
  readonly files: FileHosts;
}

/** Errors that prove that no byte of a request reached the provider. */
const NEVER_SENT = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'
]);

/** Builds an engine out of the provider's HTTP contract. */
export function createClient(options: ClientOptions): Engine {
  const wire = new Wire(options);
  return {
    kind: options.kind,
    keyName: options.keyName,
    limits: options.limits,
    ...accountCalls(wire),
    download: (url, maxBytes) => options.files.get(url, maxBytes),
    upload: (bytes, type, name) => handOver(wire, options.files, { bytes, type, name }),

    async submit(model, inputs, { webhook } = {}): Promise<Submission> {
      const query = webhook ? `?webhook=${encodeURIComponent(webhook)}` : '';
      let answer: Answer;
      try {
        answer = await wire.post(`/${model}${query}`, inputs);
      } catch (error) {
        const code = codeOf(error);
        return NEVER_SENT.has(code)
          ? { outcome: 'refused', problem: engineFailure('unreachable'), retryAfter: 5_000 }
          : { outcome: 'unknown', error: code };
      }
      if (succeeded(answer)) {
        const prediction = readPrediction(answer.data);
        return prediction ? { outcome: 'accepted', prediction } : { outcome: 'unknown', error: 'an answer without a prediction' };
      }
      return provesRefusal(answer) ? { outcome: 'refused', ...refusal(answer) } : { outcome: 'unknown', error: `HTTP ${answer.status}` };
    },

    async result(predictionId): Promise<Prediction> {
      const prediction = readPrediction(await wire.read('GET', `/predictions/${encodeURIComponent(predictionId)}/result`));
      if (prediction?.id !== predictionId)
        throw engineProblem('provider-unavailable', { detail: 'The answer is not about this prediction.' });
      return prediction;
    },

    history: (query) => readHistory(wire, query)
  };
}

/** Only a 4xx, or a client's error code under HTTP 200, proves that nothing was started; a server error or redirect does not. */
function provesRefusal({ status, code }: Answer): boolean {
  const said = status >= 200 && status < 300 ? code : status;
  return (said >= 400 && said < 500) || (said >= 1_200 && said < 1_500);
}
