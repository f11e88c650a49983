// Door of network: what the server may fetch, and from where.
export { isLoopbackHost, isPublicAddress } from './address.ts';
export { fetchBytes, sendBytes, readBounded } from './guarded-fetch.ts';
