import { type AwsService, endpointHost, type Partition, partitionTable } from "@/lib/partitions";

const services: readonly AwsService[] = ["iam", "sts", "ec2", "kms", "logs", "cloudhsmv2", "rolesanywhere"];
const known = new Map<Partition, ReadonlySet<string>>();

/** Every host that a plan of this partition may call: each service in each region of the partition table. */
export function awsHosts(partition: Partition): ReadonlySet<string> {
  const before = known.get(partition);
  if (before) return before;
  const hosts = new Set<string>();
  for (const region of partitionTable[partition].regions)
    for (const service of services) hosts.add(endpointHost(partition, service, region));
  known.set(partition, hosts);
  return hosts;
}

export interface Destination {
  protocol?: string | undefined;
  hostname: string;
  port?: number | undefined;
}

/** Judges where a request is about to go; a sentence when it may not. Asked just before sending, whatever built the request. */
export type Gate = (destination: Destination) => string | undefined;

/** The gate of a real plan: https, port 443, and a host of the partition table. */
export function awsGate(partition: Partition): Gate {
  const hosts = awsHosts(partition);
  return ({ protocol, hostname, port }) =>
    protocol === "https:" && (port === undefined || port === 443) && hosts.has(hostname)
      ? undefined
      : `${protocol ?? ""}//${hostname}${port === undefined ? "" : `:${port}`} is not an endpoint of the partition ${partition}.`;
}

/** The gate of a rehearsal: the one address of the sandbox. */
export function sandboxGate(sandboxUrl: string): Gate {
  const url = new URL(sandboxUrl);
  const port = url.port === "" ? (url.protocol === "https:" ? 443 : 80) : Number(url.port);
  return (to) => {
    const toPort = to.port ?? (to.protocol === "https:" ? 443 : 80);
    return to.protocol === url.protocol && to.hostname === url.hostname && toPort === port
      ? undefined
      : `${to.protocol ?? ""}//${to.hostname}:${toPort} is not the sandbox (${url.origin}).`;
  };
}
