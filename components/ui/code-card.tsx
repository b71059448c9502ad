"use client";

import { Check, Copy, Download } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Button } from "./button";
import { classes } from "./classes";

export interface CodeCardProps {
  code: string;
  language: "json" | "bash" | "text" | "hcl" | "yaml";
  title?: string | undefined;
  /** What it will do or holds, above the code. */
  what?: ReactNode | undefined;
  /** With a file name there is a download. */
  fileName?: string | undefined;
  /** Named after what is copied: "Copy the policy". */
  copyLabel: string;
  /** Named after what is downloaded; "Download FILE" unless said. */
  downloadLabel?: string | undefined;
  /** Longer ones are folded behind "Show all N lines" (default 24). */
  foldAfter?: number | undefined;
  /** Without the frame and heading: inside another card. */
  plain?: boolean | undefined;
  /** For code that is made on the click (it holds a secret, say): asked when copied or downloaded. */
  onTake?: ((how: "copy" | "download") => void) | undefined;
}

const mime: Record<CodeCardProps["language"], string> = {
  json: "application/json",
  bash: "text/x-shellscript",
  text: "text/plain",
  hcl: "text/plain",
  yaml: "application/yaml",
};

/** Code to read, copy and download. Nothing leaves the page: the file is made in the browser. */
export function CodeCard(props: CodeCardProps) {
  const { code, title, what, fileName, copyLabel, downloadLabel, foldAfter = 24, plain = false } = props;
  const id = useId();
  const [said, setSaid] = useState<
    "" | "Copied" | "Downloaded" | "The browser refused to copy: select the text and copy it"
  >("");
  const [unfolded, setUnfolded] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const lines = code.split("\n");
  // Long lines wrap (about 90 characters fit): what is folded is what would be tall.
  const tall = lines.reduce((rows, line) => rows + Math.max(1, Math.ceil(line.length / 90)), 0);
  const folded = tall > foldAfter && !unfolded;

  function say(words: typeof said) {
    setSaid(words);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setSaid(""), 4000);
  }
  async function copy() {
    try {
      await navigator.clipboard.writeText(code);
      props.onTake?.("copy");
      say("Copied");
    } catch {
      say("The browser refused to copy: select the text and copy it");
    }
  }
  function download() {
    const url = URL.createObjectURL(new Blob([code], { type: `${mime[props.language]};charset=utf-8` }));
    const link = document.createElement("a");
    link.href = url;
    link.download = fileName ?? "file.txt";
    link.click();
    URL.revokeObjectURL(url);
    props.onTake?.("download");
    say("Downloaded");
  }

  return (
    <figure
      className={classes(
        "flex min-w-0 flex-col",
        plain ? "gap-2" : "overflow-hidden rounded-lg border border-line bg-surface",
      )}
      aria-labelledby={title === undefined ? undefined : `${id}-title`}
      aria-label={title === undefined ? copyLabel : undefined}
    >
      {(title !== undefined || what !== undefined) && (
        <figcaption className={plain ? "" : "px-4 pt-3 pb-1"}>
          {title !== undefined && (
            <p id={`${id}-title`} className="font-medium">
              {title}
            </p>
          )}
          {what !== undefined && <div className="max-w-line text-sm text-ink-soft">{what}</div>}
        </figcaption>
      )}
      <div
        className={classes(
          "no-print flex flex-wrap items-center gap-2",
          !plain && "border-b border-line px-4 py-2",
        )}
      >
        <Button size="small" onClick={copy} icon={<Copy aria-hidden className="size-4" />}>
          {copyLabel}
        </Button>
        {fileName !== undefined && (
          <Button size="small" onClick={download} icon={<Download aria-hidden className="size-4" />}>
            {downloadLabel ?? `Download ${fileName}`}
          </Button>
        )}
        <span role="status" className="flex items-center gap-1 text-sm text-pass">
          {said !== "" && <Check aria-hidden className="size-4" />}
          {said}
        </span>
      </div>
      <div className="relative min-w-0">
        <pre
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
          tabIndex={0}
          className={classes(
            "bg-sunken px-4 py-3 font-mono text-sm leading-6 break-words whitespace-pre-wrap outline-offset-[-2px]",
            plain && "rounded-md",
            folded
              ? "max-h-72 overflow-hidden print:max-h-none"
              : "max-h-[36rem] overflow-y-auto print:max-h-none",
          )}
        >
          <code>{props.language === "bash" || props.language === "hcl" ? dimComments(code) : code}</code>
        </pre>
        {folded && (
          <div className="no-print absolute inset-x-0 bottom-0 flex justify-center bg-linear-to-t from-sunken from-40% to-transparent px-4 pt-12 pb-3">
            <Button size="small" onClick={() => setUnfolded(true)}>
              {lines.length > foldAfter ? `Show all ${lines.length} lines` : "Show all of it"}
            </Button>
          </div>
        )}
      </div>
    </figure>
  );
}

/** Comments of a script stand back, so that the eye finds what it does. */
function dimComments(code: string): ReactNode {
  return code.split(/^([ \t]*#.*)$/m).map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one immutable text
      <span key={index} className="text-ink-soft">
        {part}
      </span>
    ),
  );
}
