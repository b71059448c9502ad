import "server-only";

/**
 * The one door to AWS (and to the sandbox, which speaks the same protocols). It turns the outside's errors into our
 * words, there and nowhere else. `./partitions` is pure and open to every room; all else comes through here.
 */
export { refuseForeignCredentials, refuseMalformedKey } from "./credentials";
export { type CallerIdentity, identify } from "./identify";
export { type AwsCredentials, type AwsOptions, type AwsTarget, awsOptions, openAws } from "./open-aws";
export { type RelayedAnswer, relayCreateSession } from "./relay";
export {
  type SandboxAddress,
  type SandboxScenario,
  type SandboxWorld,
  sandboxControl,
} from "./sandbox-control";
