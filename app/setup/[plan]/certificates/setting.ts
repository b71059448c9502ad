import type { Partition } from "@/lib/partitions";
import type { Verdict } from "@/lib/verdict";
import type { CertificateSummary } from "./summary";

/** What the parts of this room share: what the server hands to each of them. */

export interface RoomSetting {
  connectionName: string;
  partition: Partition;
  partitionTitle: string;
  region: string;
  privateCaOffered: boolean;
  /** Session tags that the role's trust policy requires of the certificate. */
  required: Readonly<Record<string, string>>;
  /** Rendered by the server, so that the certificate library stays out of this page. */
  privateCaCommands: string;
  importCommands: string;
}

export interface JudgedProps {
  verdicts: readonly Verdict[];
  stale: boolean;
  summaries: readonly CertificateSummary[];
  keyVerdicts: readonly Verdict[];
  keyStale: boolean;
}

export const certificateEndings = [
  ".pem",
  ".crt",
  ".cer",
  ".der",
  ".p7b",
  ".p7c",
  ".p12",
  ".pfx",
  ".txt",
  ".key",
  ".crl",
  ".csr",
  ".json",
  ".yaml",
  ".yml",
];
