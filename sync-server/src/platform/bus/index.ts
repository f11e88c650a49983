// Door of the bus: what the processes of one installation tell each other.
export { lonelyBus } from './in-process.ts';
export type { Bus, BusListener, Subscription } from './port.ts';
