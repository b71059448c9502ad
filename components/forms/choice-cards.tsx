import type { ReactNode } from "react";
import { FieldGroup } from "./field";

export interface ChoiceOption {
  value: string;
  title: string;
  description?: ReactNode | undefined;
  /** A short word at the right edge, for example "31 actions". */
  aside?: string | undefined;
  disabled?: boolean | undefined;
  /** Always in force (checkboxes): shown ticked, cannot be unticked, with this reason. */
  locked?: string | undefined;
}

interface Shared {
  /** The field's name in the plan; the id of the first control, which an error summary links to. */
  name: string;
  legend: string;
  hint?: ReactNode | undefined;
  error?: string | undefined;
  options: readonly ChoiceOption[];
  columns?: 1 | 2 | 3 | undefined;
}

export interface RadioCardsProps extends Shared {
  value?: string | undefined;
  defaultValue?: string | undefined;
  onValue?: ((value: string) => void) | undefined;
}

export interface CheckboxCardsProps extends Shared {
  values?: readonly string[] | undefined;
  defaultValues?: readonly string[] | undefined;
  /** The values after the change, in the order of the options. */
  onValues?: ((values: string[]) => void) | undefined;
}

const columnClass = { 1: "", 2: "sm:grid-cols-2", 3: "sm:grid-cols-2 lg:grid-cols-3" };

/** One of several, each with room for a sentence. Controlled with `value` and `onValue`, or not, with `defaultValue`. */
export function RadioCards({ name, value, defaultValue, onValue, options, ...frame }: RadioCardsProps) {
  return (
    <CardSet name={name} {...frame}>
      {(describedBy) =>
        options.map((option, index) => (
          <Card key={option.value} option={option} name={name}>
            <input
              id={index === 0 ? name : `${name}-${option.value}`}
              type="radio"
              name={name}
              value={option.value}
              disabled={option.disabled}
              aria-labelledby={`${name}-${option.value}-title`}
              aria-describedby={aboutIds(name, option, describedBy)}
              className="mt-1 size-4 shrink-0"
              {...(value === undefined
                ? { defaultChecked: option.value === defaultValue }
                : { checked: option.value === value })}
              onChange={onValue && (() => onValue(option.value))}
            />
          </Card>
        ))
      }
    </CardSet>
  );
}

/** Any of several. An option with `locked` is always in force and says why. */
export function CheckboxCards({
  name,
  values,
  defaultValues,
  onValues,
  options,
  ...frame
}: CheckboxCardsProps) {
  return (
    <CardSet name={name} {...frame}>
      {(describedBy) =>
        options.map((option, index) => (
          <Card key={option.value} option={option} name={name}>
            <input
              id={index === 0 ? name : `${name}-${option.value}`}
              type="checkbox"
              name={name}
              value={option.value}
              disabled={option.disabled || option.locked !== undefined}
              aria-labelledby={`${name}-${option.value}-title`}
              aria-describedby={aboutIds(name, option, describedBy)}
              className="mt-1 size-4 shrink-0"
              {...(values === undefined
                ? { defaultChecked: isOn(option, defaultValues) }
                : { checked: isOn(option, values) })}
              onChange={
                onValues &&
                ((event) => {
                  const on = event.target.checked;
                  onValues(chosenWith(options, values ?? defaultValues ?? [], option.value, on));
                })
              }
            />
          </Card>
        ))
      }
    </CardSet>
  );
}

/**
 * The chosen values once an option was switched. Values that are none of the options stay: another group of boxes, on
 * this page or another, has the same answer to itself.
 */
export function chosenWith(
  options: readonly ChoiceOption[],
  chosen: readonly string[],
  switched: string,
  on: boolean,
): string[] {
  const others = chosen.filter((value) => options.every((option) => option.value !== value));
  const own = options.filter((option) => (option.value === switched ? on : isOn(option, chosen)));
  return [...own.map(({ value }) => value), ...others];
}

function isOn(option: ChoiceOption, values: readonly string[] | undefined): boolean {
  return option.locked !== undefined || (values?.includes(option.value) ?? false);
}

function aboutIds(name: string, option: ChoiceOption, group: string | undefined): string | undefined {
  const own = option.description || option.locked ? `${name}-${option.value}-about` : "";
  return [own, group ?? ""].filter(Boolean).join(" ") || undefined;
}

function CardSet(
  props: Omit<Shared, "options"> & { children: (describedBy: string | undefined) => ReactNode },
) {
  const { columns = 1, children, ...group } = props;
  return (
    <FieldGroup {...group}>
      {(describedBy) => (
        <div className={`mt-2 grid gap-3 ${columnClass[columns]}`}>{children(describedBy)}</div>
      )}
    </FieldGroup>
  );
}

function Card({ option, name, children }: { option: ChoiceOption; name: string; children: ReactNode }) {
  return (
    <div className="relative rounded-md border border-line-strong bg-surface has-checked:border-accent has-checked:bg-accent-soft has-checked:shadow-[inset_3px_0_0] has-checked:shadow-accent has-disabled:border-line has-[:disabled:checked]:bg-sunken has-[:disabled:checked]:shadow-line-strong">
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the control is the first child */}
      <label className="flex h-full gap-3 px-4 py-3">
        {children}
        <span className="flex min-w-0 flex-1 flex-wrap content-start items-baseline justify-between gap-x-4">
          <span id={`${name}-${option.value}-title`} className="font-medium">
            {option.title}
          </span>
          {option.aside !== undefined && <span className="text-sm text-ink-soft">{option.aside}</span>}
          {(option.description || option.locked) && (
            <span id={`${name}-${option.value}-about`} className="w-full max-w-line text-sm text-ink-soft">
              {option.description}
              {option.locked !== undefined && <span className="block">{option.locked}</span>}
            </span>
          )}
        </span>
      </label>
    </div>
  );
}
