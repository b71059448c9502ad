/**
 * The IAM policy document as AWS writes it: an element may be one value or a list.
 * Grammar: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export interface PolicyStatement {
  Sid?: string | undefined;
  Effect: "Allow" | "Deny";
  Action?: string | readonly string[] | undefined;
  NotAction?: string | readonly string[] | undefined;
  Resource?: string | readonly string[] | undefined;
  NotResource?: string | readonly string[] | undefined;
  Condition?: Record<string, Record<string, ConditionValue | readonly ConditionValue[]>> | undefined;
}

export type ConditionValue = string | number | boolean;

export interface PolicyDocument {
  Version?: string | undefined;
  Id?: string | undefined;
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
