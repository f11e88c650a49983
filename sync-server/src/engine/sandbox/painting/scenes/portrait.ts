// Placeholder while this scene is being built: it falls to the still life.
export { drawStillLife as drawPortrait } from './still-life.ts';
