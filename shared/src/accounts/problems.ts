// What can go wrong with sessions, devices, members, links and operators, in words for people.
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
  'owners-only': {
    status: 403,
    title: 'Only an owner of the workspace can do this.',
    remedy: 'Ask an owner. Nothing was changed.'
  },
  'operators-only': {
    status: 403,
    title: 'Only an operator of this server can do this.',
    remedy: 'Ask whoever runs the server. Nothing was changed.'
  },
  'account-unknown': {
    status: 404,
    title: 'There is no such account that could hold credit.',
    remedy: 'Anonymous sessions never spend the server’s key: let the person sign up first. Nothing was changed.'
  },
  'last-owner': {
    status: 409,
    title: 'A workspace keeps at least one owner.',
    remedy: 'Make somebody else an owner first. Nothing was changed.'
  },
  'invite-over': {
    status: 404,
    title: 'This invite link does not work, or no longer.',
    remedy: 'Ask whoever sent it for a new one.'
  },
  'too-many-links': {
    status: 409,
    title: 'There are as many links as there may be.',
    remedy: 'Revoke those that are no longer needed, then make this one. Nothing was changed.'
  },
  'setup-link-used': {
    status: 403,
    title: 'This set-up link is used up or was replaced.',
    remedy: 'While nobody operates this server, each start prints a new link: restart it and open that one.'
  }
});
