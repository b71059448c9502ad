import { AWS } from "./material";
import { base64, make, type SecretForm } from "./secret-form";

const { accessKeyId: id, secretAccessKey: key, temporaryId, sessionToken: token } = AWS;
const json = (value: unknown) => JSON.stringify(value, null, 4);

/** Access keys of AWS, and values that call themselves a secret. */
export function awsForms(): SecretForm[] {
  const own = (name: string, content: string | Uint8Array) =>
    make(name, content, { secret: key, as: ["aws-access-key"] });
  const other = (name: string, content: string, secret: string) =>
    make(name, content, { secret, as: ["secret"] });
  return [
    own("AWS credentials file", `[default]\naws_access_key_id = ${id}\naws_secret_access_key = ${key}\n`),
    own(
      "AWS credentials file of two profiles",
      `[a]\naws_access_key_id=${id}\naws_secret_access_key=${key}\n\n[b]\naws_access_key_id=${temporaryId}\naws_secret_access_key=${[...key].reverse().join("")}\naws_session_token=${token}\n`,
    ),
    own("the secret before the id", `aws_secret_access_key = ${key}\naws_access_key_id = ${id}\n`),
    own(
      "exports of bash",
      `export AWS_ACCESS_KEY_ID="${id}"\nexport AWS_SECRET_ACCESS_KEY="${key}"\nexport AWS_SESSION_TOKEN="${token}"\n`,
    ),
    own("set of Windows", `SET AWS_ACCESS_KEY_ID=${id}\r\nSET AWS_SECRET_ACCESS_KEY=${key}\r\n`),
    own("variables of PowerShell", `$Env:AWS_ACCESS_KEY_ID="${id}"\n$Env:AWS_SECRET_ACCESS_KEY="${key}"\n`),
    own("the console's CSV of today", `\uFEFFAccess key ID,Secret access key\r\n${id},${key}\r\n`),
    own(
      "the console's CSV of earlier",
      `User name,Password,Access key ID,Secret access key,Console login link\nckm,,${id},${key},https://111122223333.signin.aws.amazon.com/console\n`,
    ),
    other(
      "the console's CSV of a user with a password",
      "User name,Password,Console sign-in URL\nckm,Xp9!mQ2#vLw7&tRz,https://111122223333.signin.aws.amazon.com/console\n",
      "Xp9!mQ2#vLw7&tRz",
    ),
    own(
      "aws iam create-access-key",
      json({
        AccessKey: {
          UserName: "ckm",
          AccessKeyId: id,
          Status: "Active",
          SecretAccessKey: key,
          CreateDate: "2026-01-01T00:00:00+00:00",
        },
      }),
    ),
    own(
      "aws iam create-access-key as text",
      `ACCESSKEY\t${id}\t2026-01-01T00:00:00+00:00\t${key}\tActive\tckm\n`,
    ),
    own(
      "aws sts assume-role",
      json({
        Credentials: {
          AccessKeyId: temporaryId,
          SecretAccessKey: key,
          SessionToken: token,
          Expiration: "2026-01-01T00:00:00Z",
        },
        AssumedRoleUser: {
          AssumedRoleId: "AROAQ3EGXMPLNR7TUV2WX:x",
          Arn: "arn:aws:sts::111122223333:assumed-role/r/x",
        },
      }),
    ),
    own(
      "a credential process",
      JSON.stringify({ Version: 1, AccessKeyId: temporaryId, SecretAccessKey: key, SessionToken: token }),
    ),
    own("Terraform variables with an access key", `access_key = "${id}"\nsecret_key = "${key}"\n`),
    own(
      "Terraform state of aws_iam_access_key",
      json({
        terraform_version: "1.9.0",
        resources: [
          { type: "aws_iam_access_key", instances: [{ attributes: { id, secret: key, status: "Active" } }] },
        ],
      }),
    ),
    own("copied from the console", `Access key\n${id}\nSecret access key\n${key}\n`),
    own("in a sentence", `The key is ${id} and the secret is ${key}, please delete this mail.`),
    own("in a script", `AWS_ACCESS_KEY_ID=${id} AWS_SECRET_ACCESS_KEY=${key} aws sts get-caller-identity`),
    own(
      "variables of a container",
      json([
        { name: "AWS_ACCESS_KEY_ID", value: id },
        { name: "AWS_SECRET_ACCESS_KEY", value: key },
      ]),
    ),
    own(
      "Kubernetes Secret with an access key",
      `kind: Secret\nmetadata:\n  name: aws\ndata:\n  AWS_ACCESS_KEY_ID: ${base64(id)}\n  AWS_SECRET_ACCESS_KEY: ${base64(key)}\n`,
    ),
    own(
      "base64 of a credentials file",
      base64(`[default]\naws_access_key_id=${id}\naws_secret_access_key=${key}\n`),
    ),
    own(
      "a credentials file in UTF-16",
      new Uint8Array(
        Buffer.from(`\uFEFF[default]\naws_access_key_id=${id}\naws_secret_access_key=${key}\n`, "utf16le"),
      ),
    ),
    own(
      "the body of a CipherTrust connection",
      json({ name: "aws", access_key_id: id, secret_access_key: key, cloud_name: "aws" }),
    ),
    make("a secret access key alone", key, { secret: key, as: ["secret"] }),
    make("a session token alone", token, { secret: token, as: ["secret"] }),
    other("a password in JSON", json({ user: "admin", password: "Xp9mQ2vLw7tRz" }), "Xp9mQ2vLw7tRz"),
    other("a password in YAML", "user: admin\npassword: Xp9mQ2vLw7tRz\n", "Xp9mQ2vLw7tRz"),
    other("a client secret in YAML", 'oauth:\n  clientSecret: "Xp9-mQ2-vLw7-tRz"\n', "Xp9-mQ2-vLw7-tRz"),
    other("a token in a .env file", "NAME=x\nAPI_TOKEN=Xp9mQ2vLw7tRz0\n", "Xp9mQ2vLw7tRz0"),
    other("a password in a properties file", "db.user=admin\ndb.password=Xp9mQ2vLw7tRz0\n", "Xp9mQ2vLw7tRz0"),
    other(
      "a password in a list of parameters",
      json([{ ParameterKey: "DbPassword", ParameterValue: "Xp9mQ2vLw7tRz0" }]),
      "Xp9mQ2vLw7tRz0",
    ),
    other(
      "a password in an address",
      "postgres://wizard:Xp9mQ2vLw7tRz0@db.example.test/wizard",
      "Xp9mQ2vLw7tRz0",
    ),
    other(
      "a token for GitHub",
      "ghp_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8",
      "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8",
    ),
    other(
      "a token as JWT",
      "Authorization: Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.TJVA95OrM7E2cBab30RMHrHDcEfxjoYZ",
      "eyJzdWIiOiIxMjM0NTY3ODkwIn0",
    ),
    other("a token of Vault", "VAULT_TOKEN=hvs.CAESIJ0d8Xp9mQ2vLw7tRzKq", "CAESIJ0d8Xp9mQ2vLw7tRzKq"),
    other(
      "a key of age",
      "AGE-SECRET-KEY-1QQPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L",
      "QQPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L",
    ),
  ];
}
