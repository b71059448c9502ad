import { type Partition, partitionTable } from "@/lib/partitions";

/** One step of a walk through a web console. */
export interface WalkStep {
  text: string;
  link?: { title: string; url: string } | undefined;
  /** A value to copy into the form, named by its field. */
  copy?: { label: string; value: string } | undefined;
}

/**
 * A page of the AWS console of this partition, opened in this region (IAM has one console for all regions).
 * @param place path and fragment: "iam/home#/policies"
 */
export function consoleUrl(partition: Partition, region: string, place: string): string {
  const facts = partitionTable[partition];
  const at = region === "" || !facts.regions.includes(region) ? facts.defaultRegion : region;
  const host = place.startsWith("iam/") ? facts.console : facts.consoleRegional.replace("{region}", () => at);
  const [path = "", fragment] = place.split("#");
  return `https://${host}/${path}?region=${encodeURIComponent(at)}${fragment === undefined ? "" : `#${fragment}`}`;
}
