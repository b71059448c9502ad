import { base64, bodyOf, type Kit, make, type SecretForm, wrap } from "./secret-form";

const json = (value: unknown) => JSON.stringify(value, null, 2);
const indent = (text: string, by: number) => text.trim().replace(/^/gm, " ".repeat(by));

/** Keys in the files that hold keys beside their certificates, and in forms of their own. */
export function containerForms(kit: Kit): SecretForm[] {
  return [...kubernetes(kit), ...vaultAndTerraform(kit), ...ownForms(kit), ...stores(kit)];
}

function kubernetes({ material: { certificate, ca }, pem, secret }: Kit): SecretForm[] {
  const data = { "ca.crt": base64(ca), "tls.crt": base64(certificate), "tls.key": base64(pem) };
  const half = base64(pem).slice(Math.ceil(base64(pem).length * 0.4));
  const yaml = (name: string) =>
    `apiVersion: v1\nkind: Secret\ntype: kubernetes.io/tls\nmetadata:\n  name: ${name}\ndata:\n${Object.entries(
      data,
    )
      .map(([key, value]) => `  ${key}: ${value}`)
      .join("\n")}\n`;
  const object = { apiVersion: "v1", kind: "Secret", metadata: { name: "wizard" }, data };
  const stringData = { "tls.crt": certificate, "tls.key": pem };
  const plain = `apiVersion: v1\nkind: Secret\nmetadata: {name: wizard}\nstringData:\n  tls.crt: |\n${indent(certificate, 4)}\n  tls.key: |\n${indent(pem, 4)}\n`;
  return [
    make("Kubernetes Secret, YAML", yaml("wizard"), { secret: half, certificates: 2 }),
    make("Kubernetes Secret, JSON", json(object), { secret: half, certificates: 2 }),
    make("Kubernetes Secret, JSON on one line", JSON.stringify(object), { secret: half, certificates: 2 }),
    make("Kubernetes Secret with stringData, YAML", plain, { secret, certificates: 1 }),
    make("Kubernetes Secret with stringData, JSON", json({ kind: "Secret", stringData }), {
      secret,
      certificates: 1,
    }),
    make(
      "Kubernetes List, JSON",
      json({ kind: "List", items: [{ kind: "ConfigMap", data: { a: "b" } }, object] }),
      {
        secret: half,
        certificates: 2,
      },
    ),
    make("several YAML documents", `---\nkind: ConfigMap\ndata:\n  a: b\n---\n${yaml("wizard")}`, {
      secret: half,
      certificates: 2,
    }),
    make(
      "Kubernetes Secret, YAML with folded values",
      yaml("w").replace(
        /: (\S{200,})/g,
        (_, v: string) => `: >-\n    ${wrap(v, 76).replaceAll("\n", "\n    ")}`,
      ),
      {
        secret: half,
        certificates: 2,
      },
    ),
    make(
      "Kubernetes Secret with a password only",
      "kind: Secret\nmetadata:\n  name: db\ndata:\n  password: aHVudGVyMmh1bnRlcjI=\n",
      {
        secret: "aHVudGVyMmh1bnRlcjI",
        as: ["secret"],
      },
    ),
    make(
      "last-applied-configuration in an annotation",
      json({
        kind: "Secret",
        metadata: {
          annotations: { "kubectl.kubernetes.io/last-applied-configuration": JSON.stringify(object) },
        },
      }),
      {
        secret: half,
        certificates: 2,
      },
    ),
  ];
}

function vaultAndTerraform({ material: { certificate, ca }, pem, secret }: Kit): SecretForm[] {
  const issued = {
    certificate,
    issuing_ca: ca,
    ca_chain: [ca],
    private_key: pem,
    private_key_type: "rsa",
    serial_number: "39:dd:2e",
  };
  const state = (attributes: unknown, type: string) =>
    json({
      version: 4,
      terraform_version: "1.9.0",
      resources: [{ mode: "managed", type, name: "this", instances: [{ attributes }] }],
    });
  return [
    make(
      "Vault's answer of pki/issue",
      json({ request_id: "5d1c0b1e-0000-4000-8000-000000000000", data: issued }),
      {
        secret,
        certificates: 2,
      },
    ),
    make(
      "Vault's answer as a table",
      `Key                 Value\n---                 -----\ncertificate         ${certificate.trim()}\nissuing_ca          ${ca.trim()}\nprivate_key         ${pem.trim()}\nprivate_key_type    rsa\n`,
      {
        secret,
        certificates: 2,
      },
    ),
    make(
      "Terraform state of tls_private_key",
      state({ algorithm: "RSA", private_key_pem: pem }, "tls_private_key"),
      { secret },
    ),
    make("Terraform variables", `key_pem = ${JSON.stringify(pem)}\nca_pem = ${JSON.stringify(ca)}\n`, {
      secret,
      certificates: 1,
    }),
    make("an object in JSON", json({ certificate, privateKey: pem }), { secret, certificates: 1 }),
    make("JSON in JSON", json({ SecretString: JSON.stringify({ cert: certificate, key: pem }) }), {
      secret,
      certificates: 1,
    }),
    make("lines of JSON", `${JSON.stringify({ certificate })}\n${JSON.stringify({ key: pem })}\n`, {
      secret,
      certificates: 1,
    }),
    make("JSON with the name twice", `{"key": ${JSON.stringify(pem)}, "key": "gone"}`, { secret }),
    make("JSON that is cut off", JSON.stringify({ key: pem, more: "x" }).slice(0, -6), { secret }),
    make(
      "YAML with a block",
      `client:\n  certificate: |\n${indent(certificate, 4)}\n  key: |\n${indent(pem, 4)}\n`,
      { secret, certificates: 1 },
    ),
    make("YAML with a quoted string", `key: ${JSON.stringify(pem)}\n`, { secret }),
    make("a key in a comment of YAML", `# ${bodyOf(pem)}\nname: x\n`, { secret }),
    make("an OpenVPN profile", `client\n<cert>\n${certificate}</cert>\n<key>\n${pem}</key>\n`, {
      secret,
      certificates: 1,
    }),
    make(
      "a kubeconfig",
      `apiVersion: v1\nkind: Config\nusers:\n- name: a\n  user:\n    client-certificate-data: ${base64(certificate)}\n    client-key-data: ${base64(pem)}\n`,
      {
        secret: base64(pem).slice(Math.ceil(base64(pem).length * 0.4)),
        certificates: 1,
      },
    ),
  ];
}

function ownForms({ material: { rsa, ec } }: Kit): SecretForm[] {
  const jwk = rsa.export({ format: "jwk" });
  const point = ec.export({ format: "jwk" });
  const as = ["private-key", "secret"] as const;
  const plain = (part: string | undefined) => Buffer.from(part ?? "", "base64url").toString("base64");
  const xml = `<RSAKeyValue>\n  <Modulus>${plain(jwk.n)}</Modulus>\n  <Exponent>AQAB</Exponent>\n  <P>${plain(jwk.p)}</P>\n  <Q>${plain(jwk.q)}</Q>\n  <D>${plain(jwk.d)}</D>\n</RSAKeyValue>`;
  const lines = wrap([jwk.d, jwk.p, jwk.q, jwk.qi].map(plain).join("").replaceAll("=", "A"));
  const putty = (version: number) =>
    `PuTTY-User-Key-File-${version}: ssh-rsa\nEncryption: none\nComment: test\nPublic-Lines: 2\nAAAAB3NzaC1yc2EAAAADAQABAAABAQ\nCxyz0123456789abcd\nPrivate-Lines: 14\n${lines}\nPrivate-${version === 2 ? "MAC" : "Hash"}: 0f\n`;
  const secret = jwk.d ?? "";
  return [
    make("JWK, RSA", json({ ...jwk, kid: "1" }), { secret, as }),
    make("JWK, EC", json(point), { secret: point.d ?? "", as }),
    make(
      "JWK, symmetric",
      json({ kty: "oct", alg: "A256GCM", k: "GawgguFyGrWKav7AX4VKUgbW3sMEcVhW8Dz9tvTBKbA" }),
      {
        secret: "GawgguFyGrWKav7AX4VKUgbW3sMEcVhW8Dz9tvTBKbA",
        as,
      },
    ),
    make(
      "JWKS",
      json({
        keys: [
          { kty: "RSA", n: jwk.n, e: jwk.e },
          { ...jwk, kid: "2" },
        ],
      }),
      { secret, as },
    ),
    make("JWK on one line", JSON.stringify(jwk), { secret, as }),
    make(
      "JWK as YAML",
      Object.entries(jwk)
        .map(([name, value]) => `${name}: ${value}`)
        .join("\n"),
      { secret, as },
    ),
    make(
      "JWK as JavaScript",
      `const key = {${Object.entries(jwk)
        .map(([name, value]) => `${name}: '${value}'`)
        .join(", ")}};`,
      { secret, as },
    ),
    make("JWK as base64", base64(JSON.stringify(jwk)), {
      secret: base64(JSON.stringify(jwk)).slice(600),
      as,
    }),
    make("PuTTY, version 2", putty(2), { secret: lines.replaceAll("\n", ""), as }),
    make("PuTTY, version 3", putty(3), { secret: lines.replaceAll("\n", ""), as }),
    make(".NET XML", xml, { secret: plain(jwk.d), as }),
    make(".NET XML on one line", xml.replace(/\n */g, ""), { secret: plain(jwk.d), as }),
    make("printed by openssl rsa -text", printed(rsa.export({ format: "jwk" }).d ?? ""), {
      secret: "privateExponent",
      as,
    }),
    make(
      "PGP",
      `-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: GnuPG v2\n\n${lines}\n=aB3d\n-----END PGP PRIVATE KEY BLOCK-----\n`,
      {
        secret: lines.replaceAll("\n", ""),
        as,
      },
    ),
    make(
      "SSH2",
      `---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nComment: "2048-bit rsa"\n${lines}\n---- END SSH2 ENCRYPTED PRIVATE KEY ----\n`,
      {
        secret: lines.replaceAll("\n", ""),
        as,
      },
    ),
    make("WireGuard", "[Interface]\nPrivateKey = yAnz5TF+lXXJte14tji3zlMNq+hd2rYUIgJBgB3fBmk=\n", {
      secret: "yAnz5TF+lXXJte14tji3zlMNq+hd2rYUIgJBgB3fBmk",
      as,
    }),
  ];
}

function printed(d: string): string {
  const pairs = Buffer.from(d, "base64url").toString("hex").match(/../g) ?? [];
  const rows = wrap(pairs.join(":"), 45).replace(/^/gm, "    ");
  return `Private-Key: (2048 bit, 2 primes)\npublicExponent: 65537 (0x10001)\nprivateExponent:\n${rows}\n`;
}

function stores({ material: { pkcs12, certificate } }: Kit): SecretForm[] {
  const as = ["pkcs12"] as const;
  // The key is the last of its parts; without a MAC the certificates before it lie open.
  const piece = (bytes: Uint8Array) => base64(bytes).slice(Math.ceil(base64(bytes).length / 2));
  const coded = base64(pkcs12.secret);
  return [
    make("PKCS#12", pkcs12.secret, {
      secret: piece(pkcs12.secret),
      as,
      passphrase: "secret",
      certificates: 2,
    }),
    make("PKCS#12 without its password", pkcs12.secret, { secret: piece(pkcs12.secret), as }),
    make("PKCS#12 with an empty password", pkcs12.empty, {
      secret: piece(pkcs12.empty),
      as,
      certificates: 2,
    }),
    make("PKCS#12 without a MAC", pkcs12.withoutMac, {
      secret: piece(pkcs12.withoutMac),
      as,
      passphrase: "secret",
      certificates: 2,
    }),
    make("PKCS#12 as base64", coded, { secret: coded.slice(400), as, passphrase: "secret", certificates: 2 }),
    make("PKCS#12 as base64, wrapped", wrap(coded, 76), { secret: coded.slice(400), as }),
    make(
      "PKCS#12 in a Kubernetes Secret",
      `kind: Secret\nmetadata:\n  name: store\ndata:\n  keystore.p12: ${coded}\n  tls.crt: ${base64(certificate)}\n`,
      {
        secret: coded.slice(400),
        as,
        certificates: 1,
      },
    ),
    make("a Java key store", new Uint8Array([0xfe, 0xed, 0xfe, 0xed, 0, 0, 0, 2, ...pkcs12.secret]), {
      secret: coded.slice(400),
      as: ["secret"],
    }),
    make(
      "a Java key store as base64",
      base64(new Uint8Array([0xfe, 0xed, 0xfe, 0xed, 0, 0, 0, 2, ...pkcs12.secret])),
      {
        secret: coded.slice(400, 800),
        as: ["secret"],
      },
    ),
  ];
}
