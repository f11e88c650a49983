// Placeholder while this scene is being built: it falls to the still life.
export { drawStillLife as drawArchitecture } from './still-life.ts';
