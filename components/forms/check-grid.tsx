import type { ReactNode } from "react";
import { FieldGroup } from "./field";

export interface CheckGridProps {
  /** The field's name in the plan; the id of the first box, which an error summary links to. */
  name: string;
  legend: string;
  hint?: ReactNode | undefined;
  error?: string | undefined;
  values: readonly string[];
  /** The values after the change, in the order of the options. */
  onValues: (values: string[]) => void;
  options: readonly {
    value: string /** Ticked and not to be unticked, with a word that says why. */;
    locked?: string | undefined;
  }[];
}

/** Any of many short names (regions): boxes in columns, where cards would be too much. */
export function CheckGrid({ name, legend, hint, error, values, onValues, options }: CheckGridProps) {
  const isOn = ({ value, locked }: CheckGridProps["options"][number]) =>
    locked !== undefined || values.includes(value);
  return (
    <FieldGroup name={name} legend={legend} hint={hint} error={error} readOnce>
      {() => (
        <div className="mt-1 grid grid-cols-[repeat(auto-fill,minmax(10.5rem,1fr))] gap-x-4">
          {options.map((option, index) => (
            <label key={option.value} className="flex min-h-8 items-center gap-2 text-sm">
              <input
                id={index === 0 ? name : `${name}-${option.value}`}
                type="checkbox"
                name={name}
                value={option.value}
                checked={isOn(option)}
                disabled={option.locked !== undefined}
                className="size-4 shrink-0"
                onChange={(event) => {
                  const on = event.target.checked;
                  onValues(
                    options.filter((o) => (o.value === option.value ? on : isOn(o))).map((o) => o.value),
                  );
                }}
              />
              <span className="font-mono">{option.value}</span>
              {option.locked !== undefined && <span className="text-ink-soft">{option.locked}</span>}
            </label>
          ))}
        </div>
      )}
    </FieldGroup>
  );
}
