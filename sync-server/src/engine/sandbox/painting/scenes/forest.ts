// Placeholder while this scene is being built: it falls to the still life.
export { drawStillLife as drawForest } from './still-life.ts';
