// What opponents bring without types of its own, as far as it is used here.
declare module '*.css';
declare module 'react' {
  export function createElement(type: unknown, properties: object): unknown;
}
declare module 'react-dom/client' {
  export function createRoot(element: HTMLElement): { render(element: unknown): void; unmount(): void };
}
