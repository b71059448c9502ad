import { partitions, partitionTable } from "@/lib/partitions";

/**
 * Where the wizard's links lead: the hosts of its sources, and AWS's consoles. A link to any other place is not the
 * wizard's and is shown nowhere. To cite another source is to add its host.
 */
const sourceHosts: readonly string[] = [
  "docs.aws.amazon.com",
  "www.rfc-editor.org",
  "thalesdocs.com",
  "github.com",
  "developer.hashicorp.com",
  "registry.terraform.io",
  "cabforum.org",
  "csrc.nist.gov",
  "nvlpubs.nist.gov",
];

const consoles: readonly string[] = partitions.flatMap((partition) => {
  const { console: host, consoleRegional, regions } = partitionTable[partition];
  return [host, ...regions.map((region) => consoleRegional.replace("{region}", () => region))];
});

const hosts: ReadonlySet<string> = new Set([...sourceHosts, ...consoles]);

/** Whether a link may be shown: `https:`, to a host of the table, at its usual port and without a name and password. */
export function isOwnLink(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, host, username, password } = new URL(address);
  return protocol === "https:" && username === "" && password === "" && hosts.has(host);
}
