/**
 * What a browser may send: the written form of everything that a visitor gives. A text is read in the browser, and what
 * travels is what the browser wrote of it; the actions' schemas take that form and nothing else, so that a stale page or
 * a made-up request cannot do otherwise. Certificates and whole plans are in `documents.ts`, for servers.
 */
export { accessKeyForms } from "./access-key";
export {
  arnForm,
  type SentAnswers,
  sentAnswers,
  sentMarks,
  sentSlices,
  type WrittenAnswers,
  writeAnswers,
} from "./answers";
export { type SentPolicy, sentPolicy } from "./policy";
export { findSecret, type Sighted } from "./secrets";
