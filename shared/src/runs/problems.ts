// What can go wrong with a run as a whole, and why one of its items failed or waits.
import { problemsOf } from '../kernel/index.ts';
import type { Item } from './run.ts';

export const runProblem = problemsOf({
  'no-quote': {
    status: 422,
    title: 'There is no price for this request.',
    remedy: 'Choose another model or another setting. Nothing has been sent.'
  },
  'no-credit': {
    status: 402,
    title: 'This account has no credit.',
    remedy: 'Ask the operator for credit. Nothing has been sent.'
  },
  'over-credit': {
    status: 402,
    title: 'This costs more than the credit that is left.',
    remedy: 'Ask for fewer, or ask the operator for credit. Nothing has been sent.'
  },
  'over-run-cap': {
    status: 402,
    title: 'This is over the workspace’s cap for one run.',
    remedy: 'Ask for fewer, or ask an owner to raise the cap. Nothing has been sent.'
  },
  'over-member-cap': {
    status: 402,
    title: 'This is over your cap for today.',
    remedy: 'Ask an owner, or send it tomorrow. Nothing has been sent.'
  },
  'over-day-cap': {
    status: 402,
    title: 'This is over the workspace’s cap for today.',
    remedy: 'Ask an owner, or send it tomorrow. Nothing has been sent.'
  },
  'price-changed': {
    status: 409,
    title: 'The price has risen since this was queued.',
    remedy: 'Look at the new price and send it again if it is right. Nothing has been sent.'
  },
  'reference-missing': {
    status: 422,
    title: 'A reference is not on the server.',
    remedy: 'Wait until it is uploaded, or choose another picture. Nothing has been sent.'
  },
  'not-retryable': {
    status: 409,
    title: 'Only an item that failed or was cancelled can be retried.',
    remedy: 'Wait for its end. It will not be sent twice.'
  },
  'not-settleable': {
    status: 409,
    title: 'Only an item whose look-up has ended can be settled by hand, and only once.',
    remedy: 'Wait while it is being looked up. It will not be sent twice.'
  },
  'other-purse': {
    status: 403,
    title: 'Another member pays for this run.',
    remedy: 'Use its recipe to make a run of your own. Nothing has been sent.'
  },
  'other-engine': {
    status: 409,
    title: 'This run was made with another engine than the server uses now.',
    remedy: 'Use its recipe to make a new run. Nothing has been sent.'
  }
});

export type ItemProblem = NonNullable<Item['problem']>;

const itemProblems = {
  'reference-missing': {
    title: 'A reference is no longer on the server. Not charged.',
    remedy: 'Choose another picture and run again.'
  },
  'upload-failed': {
    title: 'A reference could not be handed to the provider. Not charged.',
    remedy: 'Nothing to do: it is tried again by itself.'
  },
  uncertain: {
    title: 'The answer to this item was lost on the way.',
    remedy: 'It is being looked up; it will not be sent twice.'
  },
  undecided: {
    title: 'The answer to this item was lost, and the provider’s history does not show it.',
    remedy: 'Look at the provider’s bill and say whether it was charged. Until then its credit stays reserved, and it is not sent twice.'
  },
  'lost-charged': {
    title: 'The answer was lost, and you found it on the bill. It was charged.',
    remedy: 'Retry makes it anew at the same price. If the result turns up within seven days, it is kept.'
  },
  'lost-free': {
    title: 'The answer was lost, and it is not on the bill. Not charged.',
    remedy: 'Retry it when you like.'
  },
  gone: {
    title: 'The provider no longer has this item. It was charged.',
    remedy: 'Retry makes it anew at the same price. Ask the provider for a refund.'
  },
  'outputs-unusable': {
    title: 'The provider finished with nothing that is a picture or video. It was charged.',
    remedy: 'Retry with another wording. Ask the provider for a refund.'
  },
  'no-text': {
    title: 'The provider finished without words. It was charged.',
    remedy: 'Retry with another wording. Ask the provider for a refund.'
  },
  'copy-waiting': {
    title: 'The result is ready and could not be copied yet.',
    remedy: 'Nothing to do: it is tried again by itself, and nothing is paid twice.'
  },
  'copy-failed': {
    title: 'The result is paid for and could not be copied for many hours.',
    remedy: 'Retry copies it again, free of charge, within seven days of its making.'
  }
} as const satisfies Record<string, Omit<ItemProblem, 'code'>>;

/** Why an item failed or waits, as it is stored and shown. */
export function itemProblem(code: keyof typeof itemProblems): ItemProblem {
  return { code, ...itemProblems[code] };
}
