// What the provider's refusals and failures mean for people, by the codes of wavespeed-contract section 4.
import { problemsOf } from '../kernel/index.ts';

/** A failure of one item as it is stored and shown. */
export interface EngineFailure {
  readonly code: string;
  readonly title: string;
  readonly remedy: string;
}

const failures = {
  'content-refused': {
    title: 'Refused by the provider’s content rules. Not charged.',
    remedy: 'Change the prompt and retry.'
  },
  'inputs-refused': {
    title: 'The provider refused the request. Not charged.',
    remedy: 'Change what it names and retry.'
  },
  'input-unreadable': {
    title: 'The provider could not read a reference. Not charged.',
    remedy: 'Check that the picture opens, or use a smaller copy, and retry.'
  },
  'model-failed': {
    title: 'The provider could not finish this item. Not charged.',
    remedy: 'Retry it; if it fails again, change the prompt or the model.'
  },
  'model-unknown': {
    title: 'The provider does not offer this model any more. Not charged.',
    remedy: 'Choose another model and run again.'
  },
  'provider-down': {
    title: 'The provider is having trouble. Not charged.',
    remedy: 'Retry in a few minutes.'
  },
  'rate-limited': {
    title: 'The provider takes no more requests at the moment. Not charged.',
    remedy: 'Nothing to do: it is sent again by itself.'
  },
  'key-refused': {
    title: 'The provider refused the server’s key. Not charged.',
    remedy: 'The operator has to check WAVESPEED_API_KEY; waiting items go on by themselves then.'
  },
  'provider-credit': {
    title: 'The provider account has no credit left. Not charged.',
    remedy: 'The operator has to top it up; waiting items go on by themselves then.'
  },
  unreachable: {
    title: 'The provider cannot be reached. Not charged.',
    remedy: 'Nothing to do: it is sent again by itself.'
  },
  'no-outputs': {
    title: 'The provider finished without a picture.',
    remedy: 'Retry with another wording. Ask the provider for a refund if it was charged.'
  }
} as const satisfies Record<string, Omit<EngineFailure, 'code'>>;

/** One of the engine's failures; `detail` is the provider's own message and is added to the sentence. */
export function engineFailure(code: keyof typeof failures, detail?: string): EngineFailure {
  const { title, remedy } = failures[code];
  const said = detail?.trim().slice(0, 300);
  return { code, title, remedy: said ? `${remedy} It said: “${said}”` : remedy };
}

export type EngineFailureCode = keyof typeof failures;

export const engineProblem = problemsOf({
  'provider-unavailable': {
    status: 502,
    title: 'The provider did not answer as expected.',
    remedy: 'Try again in a moment. Nothing was charged by this request.'
  },
  'request-refused': {
    status: 502,
    title: 'The provider refused the request.',
    remedy: 'Change what it names and try again. Nothing was charged by this request.'
  },
  'quote-refused': {
    status: 422,
    title: 'The provider has no price for this.',
    remedy: 'Change the setting it names, or choose another model. Nothing was charged.'
  },
  'key-unreadable': {
    status: 500,
    title: 'The workspace’s WaveSpeed key cannot be read any more.',
    remedy: 'An owner has to enter it again in the settings: the server’s secret was changed. Nothing was charged.'
  },
  'key-in-use': {
    status: 409,
    title: 'WaveSpeed still works on something with this key.',
    remedy:
      'Wait until it is done, or remove the key anyway: what is under way is charged, and can no longer be fetched. Nothing was changed.'
  },
  'key-refused': {
    status: 422,
    title: 'WaveSpeed refused this key.',
    remedy: 'Copy it again from wavespeed.ai, whole; a new key works only after a first top-up. Nothing was changed.'
  }
});
