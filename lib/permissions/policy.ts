/**
 * The IAM policy document as AWS writes it: an element may be one value or a list.
 * Grammar: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export interface PolicyStatement {
  Sid?: string;
  Effect: "Allow" | "Deny";
  Action?: string | readonly string[];
  NotAction?: string | readonly string[];
  Resource?: string | readonly string[];
  NotResource?: string | readonly string[];
  Condition?: Record<string, Record<string, ConditionValue | readonly ConditionValue[]>>;
}

export type ConditionValue = string | number | boolean;

export interface PolicyDocument {
  Version?: string;
  Id?: string;
  Statement: PolicyStatement | readonly PolicyStatement[];
}

/** What `composePolicy` gives: always lists, so that callers need not ask. */
export interface ComposedStatement extends PolicyStatement {
  Sid: string;
  Action: readonly string[];
  Resource: string;
}

export interface ComposedPolicy extends PolicyDocument {
  Version: "2012-10-17";
  Statement: readonly ComposedStatement[];
}
