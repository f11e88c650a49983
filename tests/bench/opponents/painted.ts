// When something is on the screen: the end of the first frame in which it is part of the page.

/** Waits for an element that matches, then for the end of the frame that shows it. */
export async function painted(selector?: string): Promise<void> {
  while (selector && !document.querySelector(selector)) await new Promise(requestAnimationFrame);
  await new Promise<void>((done) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => done();
      port2.postMessage(0);
    })
  );
}
