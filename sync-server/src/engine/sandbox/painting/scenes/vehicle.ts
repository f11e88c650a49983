// Placeholder while this scene is being built: it falls to the still life.
export { drawStillLife as drawVehicle } from './still-life.ts';
