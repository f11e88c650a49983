// Door of secret: the installation's secret and the keys made from it.
export { keyFor, readSecret } from './secret.ts';
