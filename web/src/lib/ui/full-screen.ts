// A tool over the whole window: a native dialog, which keeps the focus inside and everything else out of reach.
import type { Attachment } from 'svelte/attachments';

/** Opens the dialog with the element, and tells when Escape asks to leave. */
export function fullScreen(leave: () => void): Attachment<HTMLDialogElement> {
  return (dialog) => {
    const before = document.activeElement;
    const cancel = (event: Event) => {
      event.preventDefault();
      leave();
    };
    dialog.addEventListener('cancel', cancel);
    if (!dialog.open) dialog.showModal();
    return () => {
      dialog.removeEventListener('cancel', cancel);
      dialog.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  };
}
