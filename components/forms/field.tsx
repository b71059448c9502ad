import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { hintClass } from "@/components/ui/classes";

/** What a control needs so that its label, hint and error are read with it. */
export interface FieldAria {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
}

export interface FieldProps {
  /** The field's name in the plan; also the id that an error summary links to. */
  id: string;
  label: string;
  hint?: ReactNode | undefined;
  /** The sentence that says what is wrong and how to mend it. */
  error?: string | undefined;
  /** Optional fields are marked; the others are not. */
  optional?: boolean | undefined;
  children: (aria: FieldAria) => ReactNode;
}

export function fieldAria(id: string, hint: unknown, error: string | undefined): FieldAria {
  const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return { id, "aria-describedby": described || undefined, "aria-invalid": error ? true : undefined };
}

export function FieldError({ id, error }: { id: string; error?: string | undefined }) {
  if (!error) return null;
  return (
    <p id={`${id}-error`} className="flex max-w-line gap-2 text-base font-medium text-fail">
      <CircleAlert aria-hidden className="mt-1 size-4 shrink-0" />
      <span>
        <span className="sr-only">Error: </span>
        {error}
      </span>
    </p>
  );
}

/** Label, hint, error and the control between them. The control is given its attributes by a function. */
export function Field({ id, label, hint, error, optional = false, children }: FieldProps) {
  return (
    <div className={error ? "flex flex-col gap-2 border-l-4 border-fail pl-4" : "flex flex-col gap-2"}>
      <div className="flex flex-col gap-0.5">
        <label htmlFor={id} className="font-medium">
          {label}
          {optional && <span className="font-normal text-ink-soft"> (optional)</span>}
        </label>
        {hint && (
          <div id={`${id}-hint`} className={hintClass}>
            {hint}
          </div>
        )}
      </div>
      <FieldError id={id} error={error} />
      {children(fieldAria(id, hint, error))}
    </div>
  );
}

export interface FieldGroupProps {
  /** The field's name in the plan; the id of the first control, which an error summary links to. */
  name: string;
  legend: string;
  hint?: ReactNode | undefined;
  error?: string | undefined;
  /** Hint and error belong to the group and are read once: for many small controls. */
  readOnce?: boolean | undefined;
  /** Given the ids of hint and error, for each control to be described by. */
  children: (describedBy: string | undefined) => ReactNode;
}

/** Legend, hint, error and the controls of one question. */
export function FieldGroup({ name, legend, hint, error, readOnce = false, children }: FieldGroupProps) {
  const describedBy = fieldAria(name, hint, error)["aria-describedby"];
  return (
    <fieldset
      className={error ? "min-w-0 border-l-4 border-fail pl-4" : "min-w-0"}
      aria-describedby={readOnce ? describedBy : undefined}
    >
      <legend className="mb-1 font-medium">{legend}</legend>
      {hint && (
        <div id={`${name}-hint`} className={`${hintClass} mb-2`}>
          {hint}
        </div>
      )}
      <FieldError id={name} error={error} />
      {children(describedBy)}
    </fieldset>
  );
}
