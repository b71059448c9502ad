"use client";

import { Files } from "lucide-react";
import { type DragEvent, useRef, useState } from "react";
import { done, useAction } from "@/app/_action/use-action";
import { SecretField } from "@/components/forms";
import { Button, classes, ProblemNotice } from "@/components/ui";
import type { GivenFile } from "./read-given";
import type { CertificatesState } from "./state/use-certificates";

const MAX_FILE_BYTES = 512 * 1024;

/** Everything at once: the files are read and sorted in this browser, and only certificates are sent on. */
export function PileDrop({ state }: { state: CertificatesState }) {
  const picker = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [files, setFiles] = useState<GivenFile[]>([]);
  const [passphrase, setPassphrase] = useState("");
  const { pending, problem, run } = useAction();
  const give = (given: readonly GivenFile[], password?: string) =>
    run(async () => (await state.give(given, "pile", password)) ?? done);
  const needs = state.problems.pile?.code;
  const asks = needs?.startsWith("pkcs12-passphrase-") ?? false;

  async function take(list: FileList | null) {
    if (!list || list.length === 0) return;
    const read = await Promise.all(
      [...list].slice(0, 40).map(async (file) => ({
        name: file.name,
        content:
          file.size > MAX_FILE_BYTES ? new Uint8Array(2_000_000) : new Uint8Array(await file.arrayBuffer()),
      })),
    );
    setFiles(read);
    await give(read);
  }
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files);
  };

  return (
    <section aria-labelledby="pile-title" className="flex flex-col gap-3">
      <h2 id="pile-title" className="text-lg font-semibold">
        Give the files
      </h2>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the button does the same */}
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={classes(
          "flex flex-col items-start gap-3 rounded-lg border border-dashed border-line-strong px-5 py-5",
          over && "outline-2 outline-offset-2 outline-accent outline-dashed",
        )}
      >
        <p className="max-w-line">
          Drop everything you have: certificates, chain, key, in any format and order. The files are sorted in
          this browser; the private key and any password stay here.
        </p>
        <Button icon={<Files aria-hidden className="size-4" />} onClick={() => picker.current?.click()}>
          Choose files
        </Button>
        <input
          ref={picker}
          type="file"
          multiple
          tabIndex={-1}
          aria-label="Certificate and key files"
          aria-hidden
          className="sr-only"
          data-testid="pile-files"
          onChange={(event) => {
            void take(event.target.files);
          }}
        />
      </div>
      {asks && (
        <div className="flex flex-col items-start gap-3">
          <SecretField
            id="pile-passphrase"
            label="Password of the PKCS#12 file"
            value={passphrase}
            onValue={setPassphrase}
          />
          <Button pending={pending} onClick={() => void give(files, passphrase)}>
            Open the file
          </Button>
        </div>
      )}
      <ProblemNotice problem={problem} />
      {state.notices.length > 0 && (
        <div role="status" className="max-w-line">
          <p className="font-medium">What was found</p>
          <ul className="list-disc pl-5 text-sm">
            {state.notices.map((notice) => (
              <li key={notice} className="break-words">
                {notice}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
