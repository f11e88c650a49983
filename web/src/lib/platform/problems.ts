// What can go wrong on the device itself; the server's problems come as documents over the wire.
import { problemsOf } from 'shared/kernel';

export const deviceProblem = problemsOf({
  'no-device-storage': {
    status: 507,
    title: 'This browser does not let Preset keep anything on the device.',
    remedy: 'Leave private browsing, or allow storage for this site, and reload. What the server has is safe.'
  },
  'device-full': {
    status: 507,
    title: 'This device has no room left for Preset.',
    remedy: 'Free some space and try again. Nothing that was saved is lost.'
  },
  'newer-tab': {
    status: 409,
    title: 'A newer version of Preset is open in another tab.',
    remedy: 'Reload this tab. What was saved is safe.'
  },
  'unreadable-answer': {
    status: 502,
    title: 'The server gave an answer that Preset does not understand.',
    remedy: 'Try again. If it stays, reload the page, for the server may be newer than this tab.'
  }
});
