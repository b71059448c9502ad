/** What may stand between a call and a yes in AWS: as an entry of a list, and as words within a sentence. */
export const policyLayers = {
  identity: { title: "Policies of the role or user", words: "the policies of the role or user" },
  boundary: { title: "Permissions boundary", words: "the permissions boundary" },
  organization: {
    title: "Service control policies of the organization",
    words: "service control policies of the organization",
  },
  resources: { title: "Resource control policies", words: "resource control policies" },
  session: {
    title: "Session policies (the Roles Anywhere profile’s)",
    words: "session policies, including those of the Roles Anywhere profile",
  },
  endpoint: { title: "VPC endpoint policies", words: "VPC endpoint policies" },
  key: { title: "Key policies of real keys", words: "key policies of real keys" },
} as const;
export type PolicyLayerName = keyof typeof policyLayers;
export const layerNames = Object.keys(policyLayers) as PolicyLayerName[];
