import type { NameFacts } from "../read/names";

/**
 * Organisations that run publicly trusted CAs, by the O attribute of their roots in the browsers' root programs.
 * `certain`: companies whose CA certificates under that name are public ones. The others have private PKIs, too.
 */
const certain = [
  "ACCV",
  "Actalis S.p.A./03358520967",
  "AffirmTrust",
  "Asseco Data Systems S.A.",
  "Buypass AS-983163327",
  "CERTSIGN SA",
  "COMODO CA Limited",
  "Certainly",
  "China Financial Certification Authority",
  "D-Trust GmbH",
  "Dhimyotis",
  "DigiCert Inc",
  "DigiCert, Inc.",
  "Disig a.s.",
  "Entrust, Inc.",
  "Entrust.net",
  "FNMT-RCM",
  "GeoTrust Inc.",
  "GlobalSign",
  "GlobalSign nv-sa",
  "GoDaddy.com, Inc.",
  "Google Trust Services",
  "Google Trust Services LLC",
  "Hellenic Academic and Research Institutions CA",
  "IZENPE S.A.",
  "IdenTrust",
  "Internet Security Research Group",
  "Let's Encrypt",
  "NetLock Kft.",
  "QuoVadis Limited",
  "SECOM Trust Systems CO.,LTD.",
  "SSL Corporation",
  "SSL Corp",
  "Sectigo Limited",
  "SecureTrust Corporation",
  "Starfield Technologies, Inc.",
  "SwissSign AG",
  "TAIWAN-CA",
  "The Go Daddy Group, Inc.",
  "The USERTRUST Network",
  "Trustwave Holdings, Inc.",
  "Unizeto Technologies S.A.",
  "VeriSign, Inc.",
  "ZeroSSL",
  "certSIGN",
  "thawte, Inc.",
];

const possible = [
  "Amazon",
  "Atos",
  "Baltimore",
  "Chunghwa Telecom Co., Ltd.",
  "Hongkong Post",
  "Microsec Ltd.",
  "Microsoft Corporation",
  "NAVER BUSINESS PLATFORM Corp.",
  "T-Systems Enterprise Services GmbH",
  "Telia Finland Oyj",
  "TeliaSonera",
  "WISeKey",
  "eMudhra Technologies Limited",
];

const fold = (name: string) =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
const certainSet = new Set(certain.map(fold));
const possibleSet = new Set(possible.map(fold));

/** The public CA that a name belongs to, judged by its organisation; undefined where none is known. */
export function publicAuthorityOf(name: NameFacts): { name: string; certain: boolean } | undefined {
  for (const { type, value } of name.attributes) {
    if (type !== "O") continue;
    if (certainSet.has(fold(value))) return { name: value, certain: true };
    if (possibleSet.has(fold(value))) return { name: value, certain: false };
  }
  return undefined;
}
