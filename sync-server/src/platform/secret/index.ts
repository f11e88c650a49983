// Door of secret: the installation's secret, the keys derived from it, and what is sealed with them.
export { seal, unseal } from './sealed.ts';
export { keyFor, readSecret } from './secret.ts';
