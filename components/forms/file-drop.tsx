"use client";

import { FileUp } from "lucide-react";
import { type DragEvent, type ReactNode, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { classes, controlClass } from "@/components/ui/classes";
import { Field } from "./field";
import { useForgetOnLeave } from "./forget-on-leave";

export interface GivenContent {
  bytes: Uint8Array;
  /** The bytes as UTF-8; replacement characters where they are none (DER). */
  text: string;
  name?: string | undefined;
  from: "paste" | "file";
}

export interface FileDropProps {
  /** The field's name in the plan; the id that an error summary links to. */
  name: string;
  label: string;
  hint?: ReactNode | undefined;
  error?: string | undefined;
  optional?: boolean | undefined;
  /** File name endings, for example [".pem", ".crt", ".cer", ".der", ".p7b"]. */
  endings: readonly string[];
  /** In bytes; default 64 KB. */
  maxBytes?: number | undefined;
  /** Text in the box. Give it with `onText` (controlled). */
  value: string;
  onText: (text: string) => void;
  /** A file was chosen or dropped. Its text is not put into the box unless the caller does. Nothing is uploaded here. */
  onFile: (content: GivenContent) => void;
  rows?: number | undefined;
  placeholder?: string | undefined;
  /** The box may hold a private key: masked, never kept by the browser. */
  secret?: boolean | undefined;
}

/** Paste, drop, or choose a file. The content goes to the callback only. */
export function FileDrop(props: FileDropProps) {
  const {
    name,
    label,
    hint,
    error,
    optional,
    endings,
    maxBytes = 65_536,
    value,
    rows = 5,
    secret = false,
  } = props;
  const inputId = useId();
  const picker = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [taken, setTaken] = useState("");
  const [refusal, setRefusal] = useState("");
  useForgetOnLeave(secret, () => props.onText(""));

  async function take(files: FileList | null | undefined) {
    const file = files?.[0];
    if (!file) return;
    const said = refuse(file, files?.length ?? 1, endings, maxBytes);
    setRefusal(said);
    setTaken("");
    if (said !== "") return;
    const bytes = new Uint8Array(await file.arrayBuffer());
    setTaken(`${file.name}, ${size(file.size)}`);
    props.onFile({ bytes, text: new TextDecoder().decode(bytes), name: file.name, from: "file" });
  }
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files);
  };

  return (
    <Field id={name} label={label} hint={hint} error={refusal || error} optional={optional}>
      {(aria) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the box and the button do the same
        <div
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
          className={classes(
            "rounded-md",
            over && "outline-2 outline-offset-2 outline-accent outline-dashed",
          )}
        >
          <textarea
            {...aria}
            rows={rows}
            value={value}
            placeholder={props.placeholder}
            onChange={(event) => {
              setTaken("");
              setRefusal("");
              props.onText(event.target.value);
            }}
            autoComplete="off"
            autoCorrect="off"
            autoCapitalize="none"
            spellCheck={false}
            wrap="off"
            className={classes(
              controlClass,
              "block rounded-b-none font-mono text-sm leading-6",
              secret && "masked",
            )}
          />
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-b-md border border-t-0 border-line-strong bg-sunken px-3 py-2 text-sm">
            <Button
              size="small"
              icon={<FileUp aria-hidden className="size-4" />}
              onClick={() => picker.current?.click()}
              aria-label={`Choose a file: ${label}`}
            >
              Choose a file
            </Button>
            <span className="text-ink-soft">
              or drop it here: {endingWords(endings)}, up to {size(maxBytes)}
            </span>
            <span role="status" className="font-medium">
              {taken !== "" && `Read ${taken}`}
            </span>
            <input
              ref={picker}
              id={inputId}
              type="file"
              accept={endings.join(",")}
              tabIndex={-1}
              aria-hidden
              className="sr-only"
              aria-label={label}
              data-testid={`${name}-file`}
              onChange={(event) => {
                void take(event.target.files);
                // The same file chosen again, after it was mended, must be read again.
                event.target.value = "";
              }}
            />
          </div>
        </div>
      )}
    </Field>
  );
}

function refuse(file: File, count: number, endings: readonly string[], maxBytes: number): string {
  const known = endings.some((ending) => file.name.toLowerCase().endsWith(ending));
  if (count > 1)
    return `${count} files were given. Give one file; one PEM file can hold several certificates.`;
  if (!known)
    return `${file.name} has a file extension that does not fit here. Give a file that ends in ${endings.join(", ")}.`;
  if (file.size === 0) return `${file.name} is empty: it has 0 bytes. Export it again and give the new file.`;
  if (file.size > maxBytes)
    return `${file.name} has ${size(file.size)}; at most ${size(maxBytes)} fit here. Give only the certificates or the key.`;
  return "";
}

/** The usual endings by name; the rest are taken, too. */
function endingWords(endings: readonly string[]): string {
  const named = endings.slice(0, 5).join(", ");
  return endings.length > 6 ? `${named} and ${endings.length - 5} other kinds` : endings.join(", ");
}

function size(bytes: number): string {
  return bytes < 1024 ? `${bytes} bytes` : `${Math.ceil(bytes / 1024)} KB`;
}
