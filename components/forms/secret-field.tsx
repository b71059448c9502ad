"use client";

import { Eye, EyeOff } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { classes, controlClass } from "@/components/ui/classes";
import { Field } from "./field";
import { useForgetOnLeave } from "./forget-on-leave";

export interface SecretFieldProps {
  /** Id of the box; it has no form name, so no form can send it. */
  id: string;
  label: string;
  hint?: ReactNode | undefined;
  error?: string | undefined;
  value: string;
  onValue: (value: string) => void;
  rows?: number | undefined;
  placeholder?: string | undefined;
}

/**
 * A box for a secret: one line (default), or more with `rows`. It is a masked textarea and no `type=password`,
 * since browsers offer to keep passwords; it has no name, so no form sends it; it is emptied when the page is left
 * or comes back from the back-forward cache.
 */
export function SecretField({
  id,
  label,
  hint,
  error,
  value,
  onValue,
  rows = 1,
  placeholder,
}: SecretFieldProps) {
  const [shown, setShown] = useState(false);
  useForgetOnLeave(true, () => {
    setShown(false);
    onValue("");
  });
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      {(aria) => (
        <div className="flex items-start gap-2">
          <textarea
            {...aria}
            rows={rows}
            value={value}
            placeholder={placeholder}
            onChange={(event) =>
              onValue(rows === 1 ? event.target.value.replace(/[\r\n]/g, "") : event.target.value)
            }
            onKeyDown={(event) => rows === 1 && event.key === "Enter" && event.preventDefault()}
            autoComplete="off"
            autoCorrect="off"
            autoCapitalize="none"
            spellCheck={false}
            data-1p-ignore
            data-lpignore="true"
            className={classes(
              controlClass,
              "font-mono text-sm leading-6",
              rows === 1 && "h-10.5 resize-none overflow-hidden whitespace-nowrap",
              !shown && "masked",
            )}
          />
          <Button
            aria-pressed={shown}
            aria-label={`Show: ${label}`}
            onClick={() => setShown(!shown)}
            icon={shown ? <EyeOff aria-hidden className="size-4" /> : <Eye aria-hidden className="size-4" />}
          >
            {shown ? "Hide" : "Show"}
          </Button>
        </div>
      )}
    </Field>
  );
}

/** Several lines: a private key. */
export function SecretBox(props: SecretFieldProps) {
  return <SecretField rows={6} {...props} />;
}
