// A WebSocket that tells what goes out, and that can be given up at once when the network is known to be gone.

/** What a document's line hears of its sockets. */
export interface SocketWatcher {
  opened(socket: { drop(): void }): void;
  sent(frame: Uint8Array): void;
}

/** A WebSocket class whose sockets report to `watcher`. */
export function countingSocket(Base: typeof WebSocket, watcher: SocketWatcher): typeof WebSocket {
  return class extends Base {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      watcher.opened(this);
    }

    override send(data: string | Blob | BufferSource): void {
      if (data instanceof Uint8Array) watcher.sent(data);
      super.send(data);
    }

    /** Reports the socket closed now. On a dead network the closing handshake would keep it looking open for a minute. */
    drop(): void {
      this.onclose?.(new CloseEvent('close', { code: 1006, reason: 'The network is gone.' }));
    }
  };
}
