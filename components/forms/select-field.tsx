import type { ReactNode, SelectHTMLAttributes } from "react";
import { classes, controlClass } from "@/components/ui/classes";
import { Field } from "./field";

export interface SelectOption {
  value: string;
  label: string;
  disabled?: boolean | undefined;
}
export interface SelectFieldProps extends Omit<SelectHTMLAttributes<HTMLSelectElement>, "name"> {
  name: string;
  label: string;
  hint?: ReactNode | undefined;
  error?: string | undefined;
  optional?: boolean | undefined;
  options: readonly (SelectOption | { group: string; options: readonly SelectOption[] })[];
  /** Shown while nothing is chosen. */
  placeholder?: string | undefined;
}

export function SelectField({
  name,
  label,
  hint,
  error,
  optional,
  options,
  placeholder,
  className,
  ...rest
}: SelectFieldProps) {
  return (
    <Field id={name} label={label} hint={hint} error={error} optional={optional}>
      {(aria) => (
        <select {...rest} {...aria} name={name} className={classes(controlClass, "max-w-96 pr-8", className)}>
          {placeholder !== undefined && <option value="">{placeholder}</option>}
          {options.map((entry) =>
            "group" in entry ? (
              <optgroup key={entry.group} label={entry.group}>
                {entry.options.map((option) => (
                  <Option key={option.value} {...option} />
                ))}
              </optgroup>
            ) : (
              <Option key={entry.value} {...entry} />
            ),
          )}
        </select>
      )}
    </Field>
  );
}

function Option({ value, label, disabled }: SelectOption) {
  return (
    <option value={value} disabled={disabled}>
      {label}
    </option>
  );
}
