import { sh } from "../bash/sh";
import type { ExportFormat } from "../format";
import { connectScript, lacksOnlySecrets, toolsFor } from "./fill";

const send = sh`
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
payload >"$WORK/payload.json"
ksctl connectionmgmt aws create --json-file "$WORK/payload.json"
`;

export const connectKsctl: ExportFormat = {
  id: "connect-ksctl",
  title: "ksctl",
  what: "A script that creates the connection with Thales's command line tool, which must already be set up for your CipherTrust.",
  step: "connect",
  appliesTo: lacksOnlySecrets,
  fileName: "create-connection-ksctl.sh",
  language: "bash",
  render: ({ plan }) =>
    connectScript(plan.document, {
      about: [
        `Creates the AWS connection with ksctl. Needs ${toolsFor(plan.document, "ksctl (set up and signed in)")}.`,
        "The spelling of ksctl's options comes from tools that call it, not from Thales's own help: check it with",
        "ksctl connectionmgmt aws create --help",
      ],
      tools: ["ksctl", "jq"],
      send,
    }),
};
