// The problems that any area can meet; each area adds its own beside its rules.
import { problemsOf } from './problem.ts';

export const problem = problemsOf({
  'not-found': {
    status: 404,
    title: 'There is nothing here for you.',
    remedy: 'Check the address, or ask its owner to let you in.'
  },
  'signed-out': {
    status: 401,
    title: 'This device has no session.',
    remedy: 'Reload the page; a session is made by itself.'
  },
  'role-too-low': {
    status: 403,
    title: 'You can view this workspace, not change it.',
    remedy: 'Ask an owner of the workspace to make you an editor.'
  },
  'foreign-origin': {
    status: 403,
    title: 'The request came from another site.',
    remedy: 'Open Preset by its own address and try there.'
  },
  'unknown-host': {
    status: 421,
    title: 'Preset is not known by this address.',
    remedy: 'Set PRESET_PUBLIC_URL to the address that people use, and restart.'
  },
  'invalid-input': {
    status: 400,
    title: 'Some of the input cannot be used.',
    remedy: 'Correct the fields named here and send it again. Nothing was changed.'
  },
  'body-too-large': {
    status: 413,
    title: 'The request is larger than this server takes.',
    remedy: 'Send less at once. Nothing was changed.'
  },
  'too-many-requests': {
    status: 429,
    title: 'Too many requests in a short time.',
    remedy: 'Wait a moment and try again. Nothing was changed.'
  },
  'quota-reached': {
    status: 507,
    title: 'The space for this workspace is used up.',
    remedy: 'Delete what is no longer needed, or ask the operator for more. What is kept is safe.'
  },
  'disk-full': {
    status: 507,
    title: 'The server has no room left.',
    remedy: 'Nothing was changed. Tell the operator; what is kept is safe.'
  },
  'shutting-down': {
    status: 503,
    title: 'The server is restarting.',
    remedy: 'Try again in a few seconds. Nothing was changed.'
  },
  'foreign-address': {
    status: 400,
    title: 'That address may not be fetched.',
    remedy: 'Use a public https address, or import the file.'
  },
  'fetch-failed': {
    status: 502,
    title: 'A file could not be fetched.',
    remedy: 'Try again in a moment. Nothing was changed.'
  },
  unexpected: {
    status: 500,
    title: 'Something went wrong on the server.',
    remedy: 'Try again. If it stays, tell the operator the time and the request id.'
  }
});
