import { bashWord } from "@/lib/syntax";

/** The file that the page gives to download: the list that was judged, as PEM. The commands import this one. */
const LIST_FILE = "crl.pem";

/** The commands that bring a list into Roles Anywhere, and replace it later. */
export function importCommands(options: { trustAnchorArn: string; region: string }): string {
  const arn = options.trustAnchorArn || "TRUST_ANCHOR_ARN";
  const region = options.region === "" ? "" : ` --region ${bashWord(options.region)}`;
  return `# ${LIST_FILE} is the list as PEM, downloaded from this page: the file as it came may be DER or UTF-16.
aws rolesanywhere import-crl${region} --name ciphertrust --crl-data fileb://${LIST_FILE} --enabled \\
  --trust-anchor-arn ${bashWord(arn)}
# Later lists replace it whole, with every revoked serial number in them:
aws rolesanywhere list-crls${region} --query 'crls[].[crlId,name]' --output text
aws rolesanywhere update-crl${region} --crl-id CRL_ID --crl-data fileb://${LIST_FILE}`;
}
