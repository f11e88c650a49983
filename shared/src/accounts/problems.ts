// What can go wrong with sessions, devices and operators, in words for people.
import { problemsOf } from '../kernel/index.ts';

export const accountProblem = problemsOf({
  'device-known': {
    status: 409,
    title: 'This device made the workspace in an earlier session.',
    remedy: 'Renew that session with the device secret (POST /api/auth/device-renew), then claim again. Nothing was changed.'
  },
  'device-unknown': {
    status: 401,
    title: 'The server does not know this device.',
    remedy: 'What is on this device is safe. Reload the page; if it stays, sign in from a device that still works.'
  },
  'setup-link-used': {
    status: 403,
    title: 'This set-up link is used up or was replaced.',
    remedy: 'While nobody operates this server, each start prints a new link: restart it and open that one.'
  }
});
