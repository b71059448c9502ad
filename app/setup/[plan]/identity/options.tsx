import { TextField } from "@/components/forms";
import { Button, Disclosure } from "@/components/ui";
import type { PlanDocument } from "@/lib/plan";

type Identity = PlanDocument["identity"];

/** What most plans leave as it is. */
export function Options({
  values,
  set,
  errors,
  partition,
}: {
  values: Identity;
  set: (patch: Partial<Identity>) => void;
  errors: ReadonlyMap<string, string>;
  partition: string;
}) {
  const field = (name: "namePrefix" | "rolePath" | "permissionsBoundaryArn") => ({
    name,
    value: values[name],
    error: errors.get(name),
    onChange: (event: { target: { value: string } }) => set({ [name]: event.target.value }),
    mono: true,
  });
  const wrong = [...errors.keys()].some((name) =>
    /^(namePrefix|rolePath|permissionsBoundaryArn|tags)/.test(name),
  );
  return (
    <Disclosure summary="Advanced: names, path, boundary, tags" open={wrong}>
      <div className="flex max-w-read flex-col gap-6">
        <TextField
          {...field("namePrefix")}
          label="Name prefix"
          hint="The names of everything that is created begin with it. Change it to keep two connections in one account separate."
          width="medium"
        />
        <TextField
          {...field("rolePath")}
          label="IAM path"
          hint="For policy, role and user. Leave it at / unless your company organises IAM by path."
          width="medium"
        />
        <TextField
          {...field("permissionsBoundaryArn")}
          label="Permissions boundary"
          hint={`ARN of a policy that limits what the role or user can ever do: arn:${partition}:iam::ACCOUNT:policy/NAME. It must allow the plan's actions.`}
          optional
        />
        <Tags tags={values.tags} set={(tags) => set({ tags })} errors={errors} />
      </div>
    </Disclosure>
  );
}

function Tags({
  tags,
  set,
  errors,
}: {
  tags: Identity["tags"];
  set: (tags: Identity["tags"]) => void;
  errors: ReadonlyMap<string, string>;
}) {
  const change = (index: number, patch: Partial<Identity["tags"][number]>) =>
    set(tags.map((tag, at) => (at === index ? { ...tag, ...patch } : tag)));
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="font-medium">
        Tags <span className="font-normal text-ink-soft">(optional)</span>
      </legend>
      <p className="max-w-line text-sm text-ink-soft">
        Set on everything that is created. The person who runs the script needs permission to add tags.
      </p>
      {tags.map((tag, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity of their own
        <div key={index} className="grid items-end gap-3 sm:grid-cols-[1fr_1fr_auto]">
          <TextField
            name={`tags.${index}.key`}
            label={`Key of tag ${index + 1}`}
            value={tag.key}
            error={errors.get(`tags.${index}.key`)}
            onChange={(event) => change(index, { key: event.target.value })}
          />
          <TextField
            name={`tags.${index}.value`}
            label={`Value of tag ${index + 1}`}
            value={tag.value}
            error={errors.get(`tags.${index}.value`)}
            onChange={(event) => change(index, { value: event.target.value })}
          />
          <Button variant="quiet" onClick={() => set(tags.filter((_, at) => at !== index))}>
            Remove<span className="sr-only"> tag {index + 1}</span>
          </Button>
        </div>
      ))}
      {tags.length < 20 && (
        <div>
          <Button size="small" onClick={() => set([...tags, { key: "", value: "" }])}>
            Add a tag
          </Button>
        </div>
      )}
    </fieldset>
  );
}
