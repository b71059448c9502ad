import type { FailureKind } from "@/lib/checks";
import type { AnswerRow } from "./answer-row";
import { refusedRequest } from "./answer-rows";

/** What the network said before AWS could. A network that is not there is no change that IAM has not heard of yet: only what AWS throttled is asked again by itself. */
export const networkRows: readonly (AnswerRow & { kinds: readonly FailureKind[] })[] = [
  {
    id: "unreachable",
    kinds: ["unreachable"],
    title: "The Roles Anywhere endpoint cannot be reached",
    matches: () => false,
    causes: [
      {
        id: "dns",
        what: "The host name is unknown or the connection is refused: region without Roles Anywhere, no DNS, or a firewall.",
        check: "Ask for the name on the wizard's server.",
        checkCommand: "getent hosts rolesanywhere.REGION.amazonaws.com",
        mend: "Check the region of the trust anchor; allow HTTPS from the wizard's server to that host.",
      },
    ],
  },
  {
    id: "tls",
    kinds: ["tls"],
    title: "The TLS connection to Roles Anywhere is not trusted",
    matches: () => false,
    causes: [
      {
        id: "proxy-ca",
        what: "A TLS-inspecting proxy presents a certificate of its own CA.",
        check: "The issuer that the endpoint shows from the wizard's server.",
        checkCommand:
          "openssl s_client -connect rolesanywhere.REGION.amazonaws.com:443 </dev/null | openssl x509 -noout -issuer",
        mend: "Give the wizard that CA with EXTRA_CA_FILE, or exempt the host from inspection.",
      },
    ],
  },
  {
    id: "timeout",
    kinds: ["timeout", "stopped"],
    title: "Roles Anywhere did not answer in time",
    matches: () => false,
    causes: [
      {
        id: "slow",
        what: "No answer came in time. That says nothing about certificate, role or profile.",
        check: "Whether other HTTPS requests leave the wizard's server.",
        mend: "Try again; if it happens again, look for a firewall that drops packets.",
      },
    ],
  },
  {
    id: "throttled",
    kinds: ["throttled"],
    title: "Roles Anywhere throttled the request",
    matches: () => false,
    retry: true,
    causes: refusedRequest.find(({ id }) => id === "throttled")?.causes ?? [],
  },
  {
    id: "intercepted",
    kinds: ["intercepted"],
    title: "Something between this server and AWS answered",
    matches: () => false,
    causes: refusedRequest.find(({ id }) => id === "intercepted")?.causes ?? [],
  },
];
