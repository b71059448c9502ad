import type { InputHTMLAttributes, ReactNode, TextareaHTMLAttributes } from "react";
import { classes, controlClass } from "@/components/ui/classes";
import { Field } from "./field";

interface Shared {
  /** The field's name in the plan; the id that an error summary links to. */
  name: string;
  label: string;
  hint?: ReactNode | undefined;
  error?: string | undefined;
  optional?: boolean | undefined;
  /** ARNs, PEM and identifiers. */
  mono?: boolean | undefined;
  /** How wide the answer is, roughly: the box says how much is expected. */
  width?: "short" | "medium" | "full" | undefined;
}
type InputProps = Shared & { rows?: undefined } & Omit<
    InputHTMLAttributes<HTMLInputElement>,
    "name" | "width"
  >;
type AreaProps = Shared & { rows: number } & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, "name">;
export type TextFieldProps = InputProps | AreaProps;

const widths = { short: "max-w-56", medium: "max-w-96", full: "" };

/** One line of text, or several with `rows`. Other attributes (value, defaultValue, onChange, inputMode…) go to the control. */
export function TextField(props: TextFieldProps) {
  const { name, label, hint, error, optional, mono = false, width = "full" } = props;
  const look = classes(controlClass, widths[width], mono && "font-mono text-sm leading-6");
  return (
    <Field id={name} label={label} hint={hint} error={error} optional={optional}>
      {(aria) => {
        const quiet = { autoComplete: "off", autoCorrect: "off", autoCapitalize: "none", spellCheck: !mono };
        if (props.rows !== undefined) {
          const {
            name: _n,
            label: _l,
            hint: _h,
            error: _e,
            optional: _o,
            mono: _m,
            width: _w,
            ...rest
          } = props;
          return <textarea {...quiet} {...rest} {...aria} name={name} className={look} />;
        }
        const {
          name: _n,
          label: _l,
          hint: _h,
          error: _e,
          optional: _o,
          mono: _m,
          width: _w,
          rows: _r,
          ...rest
        } = props;
        return <input type="text" {...quiet} {...rest} {...aria} name={name} className={look} />;
      }}
    </Field>
  );
}
