// Door of the playground: composing requests and seeing their results in place.
export { default as Playground } from './components/Playground.svelte';
