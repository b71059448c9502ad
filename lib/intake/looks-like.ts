/** What a text looks like, in a few words, where no part of it is recognised: for the sentence that it was not used. */
export function looksLike(text: string): string {
  const head = text.trim().slice(0, 4000);
  const found = kinds.find(([sign, words]) => sign.test(head) && words.every((word) => head.includes(word)));
  return found?.[2] ?? (head === "" ? "nothing" : "text");
}

/** How it begins (or one of its lines does), words that it has, and what that is. */
const kinds: readonly [sign: RegExp, words: readonly string[], what: string][] = [
  [/^\{/, ['"Statement"', '"Principal"'], "an IAM trust policy"],
  [/^\{/, ['"Statement"'], "an IAM policy"],
  [/^\{/, ['"start"', '"connectionName"'], "a plan of this wizard"],
  [/^[[{]/, ['"OutputKey"'], "CloudFormation output"],
  [/^\{/, ['"AWSTemplateFormatVersion"'], "a CloudFormation template"],
  [/^\{/, ['"terraform_version"'], "a Terraform state"],
  [/^(?:AWSTemplateFormatVersion|Resources):/m, [], "a CloudFormation template"],
  [/^(?:resource|terraform|provider|variable) ["{]/m, [], "Terraform code"],
  [/^[[{]/, [], "JSON"],
  [/^<(?:!DOCTYPE html|html)/i, [], "a web page"],
  [/^</, [], "XML"],
  [/^#!/, [], "a script"],
  [/^(?:ssh-(?:rsa|ed25519)|ecdsa-sha2-\S{1,40}) /, [], "an SSH public key"],
  [/^arn:aws[\w-]{0,12}:/m, [], "ARNs"],
  [/^(?:---|[A-Za-z_][\w.-]{0,60}:(?: |$))/m, [], "YAML"],
];
