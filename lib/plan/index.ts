export * from "./answers";
export * from "./document";
export {
  certificatesSchema,
  identitySchema,
  planDocumentSchema,
  policySchema,
  sliceSchemas,
  startSchema,
} from "./plan";
export * from "./results";
