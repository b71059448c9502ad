"use client";

import { type ReactNode, useId, useRef, useState } from "react";
import { Button, type ButtonVariant } from "./button";

export interface ConfirmButtonProps {
  /** On the button: "Delete the plan". */
  label: string;
  /** Heard instead of the label where several stand on one page: "Delete the plan ckm-prod". */
  accessibleLabel?: string | undefined;
  /** The question: "Delete the plan ckm-prod?" */
  title: string;
  /** What is lost. */
  children: ReactNode;
  confirmLabel: string;
  onConfirm: () => void | Promise<void>;
  variant?: ButtonVariant | undefined;
  size?: "small" | "normal" | undefined;
}

/** Asks before something is lost, and only then. The browser's own modal dialog: it traps focus and Escape leaves it. */
export function ConfirmButton(props: ConfirmButtonProps) {
  const { label, title, children, confirmLabel, onConfirm, variant = "danger", size } = props;
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [pending, setPending] = useState(false);
  async function confirm() {
    setPending(true);
    try {
      await onConfirm();
    } finally {
      setPending(false);
      dialog.current?.close();
    }
  }
  return (
    <>
      <Button
        variant={variant}
        size={size}
        aria-label={props.accessibleLabel}
        onClick={() => dialog.current?.showModal()}
      >
        {label}
      </Button>
      <dialog
        ref={dialog}
        aria-labelledby={`${id}-title`}
        className="m-auto w-[min(30rem,calc(100vw-2rem))] rounded-lg border border-line bg-surface p-6 text-ink"
      >
        <h2 id={`${id}-title`} className="text-lg font-semibold">
          {title}
        </h2>
        <div className="mt-2 text-ink-soft">{children}</div>
        <div className="mt-6 flex flex-wrap justify-end gap-3">
          <Button onClick={() => dialog.current?.close()}>Keep it</Button>
          <Button variant="danger" pending={pending} onClick={confirm}>
            {confirmLabel}
          </Button>
        </div>
      </dialog>
    </>
  );
}
