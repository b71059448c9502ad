import { always, type ExportFormat } from "../format";
import { connectionPayload, payloadText } from "./payload";

export const payloadTemplate: ExportFormat = {
  id: "payload-template",
  title: "Payload template",
  what: "The body of the CipherTrust request that creates the connection, with placeholders where secrets go.",
  step: "connect",
  appliesTo: always,
  fileName: "connection-payload.template.json",
  language: "json",
  render: ({ plan }) => payloadText(connectionPayload(plan.document)),
};
