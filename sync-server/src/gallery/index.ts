// Door of the gallery on the server: delivering what was made into the documents that every device holds.
export { Galleries } from './galleries.ts';
