import type { AwsService } from "@/lib/partitions";

/** A command class of any of the clients: each takes the operation's own input. */
// biome-ignore lint/complexity/noBannedTypes: the classes of seven clients have no common base but an object
export type Command = new (input: never) => {};

/** Operations by service and by AWS's own name. */
export type OperationTable = Readonly<Partial<Record<AwsService, Readonly<Record<string, Command>>>>>;
