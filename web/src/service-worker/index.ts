// The service worker: every page of the app without network, and media from this device before any network.
import { version } from '$app/env';
import { assets, immutable } from '$app/manifest';
import { self } from '$app/service-worker';
import { clientsClaim } from 'workbox-core';
import { createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { answerMedia, MEDIA } from './media.ts';
import { answerShare, SHARE } from './share.ts';

const SHELL = '/index.html';
/** Addresses that only the server can answer. */
const SERVER_ONLY = [/^\/api(\/|$)/, /^\/sync\//, /^\/media\//, /^\/sandbox(\/|$)/, /^\/metrics$/];

const absolute = (path: string) => `/${path.replace(/^\//, '')}`;

precacheAndRoute([
  // Their names change with their contents.
  ...immutable.map(({ path }) => ({ url: absolute(path), revision: null })),
  ...assets.map(({ path }) => ({ url: absolute(path), revision: version })),
  { url: SHELL, revision: version }
]);
registerRoute(new NavigationRoute(createHandlerBoundToURL(SHELL), { denylist: SERVER_ONLY }));
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && MEDIA.test(url.pathname),
  ({ request, url }) => answerMedia(request, url)
);
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname === SHARE,
  ({ request }) => answerShare(request),
  'POST'
);

// The first visit's page needs media from this device too: an import shows before the server has it.
clientsClaim();

self.addEventListener('message', ({ data }) => {
  // A newer version starts only when the person has agreed to reload.
  if ((data as { type?: unknown } | null)?.type === 'SKIP_WAITING') void self.skipWaiting();
});
