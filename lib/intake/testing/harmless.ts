const json = (value: unknown) => JSON.stringify(value, null, 2);
const anchor =
  "arn:aws:rolesanywhere:eu-west-1:111122223333:trust-anchor/1f2e3d4c-5b6a-4789-90ab-cdef01234567";
const profile = "arn:aws:rolesanywhere:eu-west-1:111122223333:profile/9a8b7c6d-5e4f-4321-a0b1-c2d3e4f5a6b7";
const statement = {
  Sid: "KeyManagement1",
  Effect: "Allow",
  Action: [
    "kms:CreateKey",
    "kms:GetParametersForImport",
    "secretsmanager:GetSecretValue",
    "sts:GetSessionToken",
    "iam:CreateAccessKey",
  ],
  Resource: "*",
};
const sha256 =
  "5F:2A:9C:01:7E:44:B0:D3:99:1B:6A:C8:E2:70:3D:58:A1:0F:CC:87:46:2E:9B:D5:13:74:E8:60:BF:2D:95:0A";

/** Texts of every kind of box that hold no secret, by name: policies, ARNs, names, output, certificates. */
export function harmlessTexts(
  certificate: string,
  ca: string,
  revocationList: string,
): Record<string, string> {
  const body = certificate.replace(/-----[^-]+-----|\n/g, "");
  const hex = Buffer.from(body, "base64").toString("hex");
  return {
    certificate,
    "a chain": certificate + ca,
    "a revocation list": revocationList,
    "a certificate on one line": JSON.stringify(certificate),
    "the body of a certificate": body,
    "base64 of a certificate": Buffer.from(certificate).toString("base64"),
    "a certificate as hexadecimal": hex,
    "a certificate with its text": `Certificate:\n    Data:\n        Version: 3 (0x2)\n        Serial Number:\n            ${sha256.slice(0, 59).toLowerCase()}\n        Subject: CN = ckm-prod\n            Modulus:\n                00:${sha256.toLowerCase()}:\n                ${sha256.toLowerCase()}\n    Signature Value:\n        ${sha256.toLowerCase()}:\n        ${sha256.toLowerCase()}\n${certificate}`,
    "a certificate with attributes": `Bag Attributes\n    localKeyID: B4 70 A5 BE 2F 01 1F E3 06 D7 25 07 99 EE 0C 4F 1F 28 F6 A8\n    friendlyName: ckm\nsubject=CN = ckm-prod\nissuer=CN = Root\n${certificate}`,
    "a certificate in a ConfigMap": `kind: ConfigMap\nmetadata:\n  name: trust\ndata:\n  ca.crt: |\n    ${ca.trim().replaceAll("\n", "\n    ")}\n`,
    "a certificate in JSON": json({ certificate, serialNumber: "0A1B2C3D4E5F60718293A4B5C6D7E8F901234567" }),
    "a trust anchor of AWS": json({
      trustAnchor: {
        trustAnchorArn: anchor,
        source: { sourceData: { x509CertificateData: ca }, sourceType: "CERTIFICATE_BUNDLE" },
      },
    }),
    "an ARN of a trust anchor": anchor,
    "three ARNs": `${anchor}\n${profile}\narn:aws:iam::111122223333:role/ciphertrust/ciphertrust-cckm-role`,
    "an ARN of a role with a suffix of CloudFormation":
      "arn:aws:iam::111122223333:role/CckmConnection-CckmRoleForKeyManagement-1QX8ZP3VN7K2L",
    "an ARN of a policy":
      "arn:aws-us-gov:iam::111122223333:policy/service-role/AWSLambdaBasicExecutionRole-9c7a3f10-11ab-4c2e-8f5e-0123456789ab",
    "an ARN of a secret": "arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/ckm/tls-AbCdEf",
    "an ARN of a key": "arn:aws:kms:eu-west-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab",
    "an ARN of a private CA":
      "arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority/12345678-1234-4321-8765-123456789012",
    "an ARN of a session":
      "arn:aws:sts::111122223333:assumed-role/ciphertrust-cckm/39dd2e77b7a6d0ab65b1b7f8ec5b1f0d6a3c42e1",
    "an account": "111122223333",
    "an id of a role": "AROAQ3EGXMPLNR7TUV2WX",
    "an id of an access key": "AKIAQ3EGXMPLNR7TUV2W",
    "a UUID": "1f2e3d4c-5b6a-4789-90ab-cdef01234567",
    "an IAM policy": json({ Version: "2012-10-17", Statement: [statement] }),
    "an IAM policy on one line": JSON.stringify({
      Version: "2012-10-17",
      Statement: [statement, { ...statement, Sid: "AllowReadOfSecretsAndTokens" }],
    }),
    "a policy with conditions": json({
      Version: "2012-10-17",
      Statement: {
        ...statement,
        Condition: {
          StringEquals: {
            "aws:RequestTag/SecretOwner": "team-a",
            "kms:EncryptionContext:SecretARN":
              "arn:aws:secretsmanager:eu-west-1:111122223333:secret:a-AbCdEf",
          },
          DateLessThan: { "aws:TokenIssueTime": "2026-01-01T00:00:00Z" },
          Bool: { "aws:MultiFactorAuthPresent": "true" },
        },
      },
    }),
    "a trust policy": json({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "rolesanywhere.amazonaws.com" },
          Action: ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"],
          Condition: {
            ArnEquals: { "aws:SourceArn": anchor },
            StringEquals: { "aws:PrincipalTag/x509Subject/CN": "ckm-prod" },
          },
        },
      ],
    }),
    "a trust policy of GitHub": json({
      Statement: [
        {
          Effect: "Allow",
          Principal: {
            Federated: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com",
          },
          Action: "sts:AssumeRoleWithWebIdentity",
          Condition: { StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" } },
        },
      ],
    }),
    "a policy in YAML":
      "PolicyDocument:\n  Version: '2012-10-17'\n  Statement:\n    - Effect: Allow\n      Action:\n        - kms:CreateKey\n        - secretsmanager:GetSecretValue\n      Resource: '*'\n",
    "a policy, URL-encoded": encodeURIComponent(
      JSON.stringify({ Version: "2012-10-17", Statement: [statement] }),
    ),
    "a fingerprint": sha256,
    "a fingerprint with its name": `SHA256 Fingerprint=${sha256}`,
    "a fingerprint of SHA-1": "B470A5BE2F011FE306D7250799EE0C4F1F28F6A8",
    "a fingerprint of SHA-256 without colons": sha256.replaceAll(":", "").toLowerCase(),
    "a fingerprint of SSH": "SHA256:nThbg6kXUpJWGl7E1IGOCspRomTxdCARLviKw6E5SY8",
    "a fingerprint of SHA-512": sha256.replaceAll(":", "").toLowerCase().repeat(2),
    "a serial number": "39:dd:2e:77:b7:a6:d0:ab:65:b1:b7:f8:ec:5b:1f:0d:6a:3c:42:e1",
    "a serial number in decimal": "330286523409823409823409823409823409823409",
    "a description": "Key rotation for secrets team, password policy",
    "a description with a colon":
      "Purpose: key management. Password policy: see the handbook. Token: none needed.",
    "a description of a process":
      "The private key is kept in the HSM; the secret access key was deleted. Passwords rotate every 90 days.",
    "a description with an address":
      "Owner: Platform team <platform@example.com>, https://wiki.example.com/display/SEC/Secrets+and+Tokens",
    "a description in German": "Schlüsselverwaltung für die Abteilung Geheimnisse (Passwort: siehe Tresor)",
    "a hint on PEM":
      "The file must begin with -----BEGIN PRIVATE KEY----- and end with -----END PRIVATE KEY-----.",
    "a hint with a place for a key": "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----",
    "a name": "ciphertrust-cckm-prod-eu-west-1",
    "a long name": "CipherTrustCloudKeyManagerProductionConnectionForEuropeWest1Account",
    "a long name with numbers": "CckmProdKeyManagementRoleForAccount111122223333InEuWest1V2Final",
    tags: "CostCenter=4711\nOwner=platform\nSecretRotation=enabled\nDataClass=confidential",
    "tags in JSON": json([
      { Key: "Owner", Value: "secrets-team" },
      { Key: "Token", Value: "required" },
    ]),
    "output of CloudFormation": json([
      { OutputKey: "TrustAnchorArn", OutputValue: anchor },
      { OutputKey: "ProfileArn", OutputValue: profile },
      {
        OutputKey: "StackId",
        OutputValue:
          "arn:aws:cloudformation:eu-west-1:111122223333:stack/Cckm/0f1e2d3c-aaaa-11ef-9999-0a1b2c3d4e5f",
      },
    ]),
    "output of CloudFormation as a table": `-----------------------------\n|      DescribeStacks       |\n+----------------+----------+\n|  TrustAnchorArn|  ${anchor} |\n|  ProfileArn    |  ${profile} |\n+----------------+----------+`,
    "output of Terraform": `trust_anchor_arn = "${anchor}"\nprofile_arn = "${profile}"\nprivate_key = <sensitive>\n`,
    "results of the wizard's own script":
      "WIZARD RESULTS 1\nkms:CreateKey allowed 2026-01-05T10:11:12Z request 8f7e6d5c-4b3a-4291-8807-f6e5d4c3b2a1\nkms:ListKeys denied AccessDeniedException request 11111111-2222-3333-4444-555555555555\nEND",
    "who one is": json({
      UserId: "AROAQ3EGXMPLNR7TUV2WX:39dd2e77",
      Account: "111122223333",
      Arn: "arn:aws:sts::111122223333:assumed-role/r/39dd2e77",
    }),
    "a list of access keys": json({
      AccessKeyMetadata: [
        {
          UserName: "ckm",
          AccessKeyId: "AKIAQ3EGXMPLNR7TUV2W",
          Status: "Active",
          CreateDate: "2026-01-01T00:00:00+00:00",
        },
      ],
    }),
    "a credential report":
      "user,arn,user_creation_time,password_enabled,password_last_used,access_key_1_active,access_key_1_last_rotated\nckm,arn:aws:iam::111122223333:user/ckm,2026-01-01T00:00:00+00:00,false,N/A,true,2026-01-01T00:00:00+00:00\n",
    "an error of AWS":
      "An error occurred (AccessDenied) when calling the CreateSession operation: User: arn:aws:sts::111122223333:assumed-role/r/s is not authorized to perform: kms:CreateKey on resource: * because no identity-based policy allows the kms:CreateKey action (Request ID: 8f7e6d5c-4b3a-4291-8807-f6e5d4c3b2a1)",
    "an encoded message of AWS": `You are not authorized to perform this operation. Encoded authorization failure message: ${"Kd83hTz0PqLm5WxYv7BnRc2A_e4f".repeat(12)}`,
    "an error of CipherTrust":
      '{"code":"NCERRConnectionFailed","codeDesc":"NCERRConnectionFailed: Token or secret was not accepted"}',
    "a payload template": json({
      name: "cckm",
      access_key_id: "REPLACE_WITH_ACCESS_KEY_ID",
      secret_access_key: "REPLACE_WITH_SECRET_ACCESS_KEY",
      iam_role_anywhere: { private_key: "REPLACE_WITH_PRIVATE_KEY", trust_anchor_arn: anchor },
    }),
    "a script with places for secrets":
      "#!/usr/bin/env bash\nread -rs -p 'Password: ' PASSWORD\nTOKEN=$(curl -s -d \"password=$PASSWORD\" https://cm.example.com/token)\nexport AWS_SECRET_ACCESS_KEY=<your secret>\nPRIVATE_KEY=./client.key\n",
    "Terraform code":
      'resource "aws_db_instance" "a" {\n  password = var.db_password\n  private_key = file("client.key")\n  token = data.vault_generic_secret.x.data["token"]\n}\n',
    "a CloudFormation template":
      "Parameters:\n  DbPassword:\n    Type: String\n    NoEcho: true\nResources:\n  Db:\n    Type: AWS::RDS::DBInstance\n    Properties:\n      MasterUserPassword: '{{resolve:secretsmanager:prod/db:SecretString:password}}'\n      TokenTtl: 3600\n",
    "a deployment of Kubernetes":
      "apiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    spec:\n      imagePullSecrets:\n        - name: regcred\n      containers:\n        - name: a\n          image: example.com/a@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\n          env:\n            - name: DB_PASSWORD\n              valueFrom:\n                secretKeyRef: {name: db, key: password}\n",
    "public keys as JWKS": json({
      keys: [
        {
          kty: "RSA",
          kid: "a",
          use: "sig",
          n: Buffer.from(body, "base64").subarray(0, 256).toString("base64url"),
          e: "AQAB",
          x5c: [body],
        },
      ],
    }),
    "a plan of this wizard": json({
      version: 1,
      start: {
        connectionName: "prod",
        description: "Key rotation",
        partition: "aws",
        accountId: "111122223333",
        assumeRoleExternalId: "ckm-7f3a2b",
      },
      certificates: { trustAnchorPem: ca, clientPem: certificate },
      identity: { trustAnchorArn: anchor, tags: [{ key: "Owner", value: "x" }] },
    }),
    "a page of the next token": json({
      NextToken: "eyJOZXh0VG9rZW4iOiBudWxsLCAiYm90b190cnVuY2F0ZV9hbW91bnQiOiAyfQ",
      Keys: [],
    }),
    "a date": "2026-11-26T01:33:47Z",
    "a subject": "CN=ckm-prod,OU=Key Management,O=Example Corporation,L=Munich,C=DE",
    "an address of an endpoint":
      "https://kms.eu-west-1.vpce-0a1b2c3d4e5f67890-abcdefgh.eu-west-1.vpce.amazonaws.com",
    "a request (CSR) in words":
      "openssl req -new -newkey rsa:2048 -nodes -keyout client.key -out client.csr -subj '/CN=ckm-prod'",
    "a commit": "commit 739b570a1c2d3e4f5061728394a5b6c7d8e9f012",
    "a table of AWS": "access_key : none\nsecret_key : none\n",
  };
}
