import type { ComponentChildren, RefObject } from "preact";

import { words } from "../words/index.ts";
import { Icon } from "./Icon.tsx";

interface Props {
  id: string;
  title: string;
  dialog: RefObject<HTMLDialogElement | null>;
  onClose?: () => void;
  children: ComponentChildren;
}

/** A window over the page; Escape and the cross close it. */
export function Dialog({ id, title, dialog, onClose, children }: Props) {
  return (
    <dialog class="dialog" ref={dialog} aria-labelledby={`${id}-title`} onClose={onClose}>
      <div class="dialog-head">
        <h2 id={`${id}-title`}>{title}</h2>
        <button
          type="button"
          class="round"
          aria-label={words.value.close}
          onClick={() => dialog.current?.close()}
        >
          <Icon name="close" />
        </button>
      </div>
      {children}
    </dialog>
  );
}
