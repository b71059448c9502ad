import type { NameFacts } from "../read/names";

/**
 * Organisations that run publicly trusted CAs, by the O attribute of their roots in the browsers' root programs.
 * Many of them run private CAs under the same name, so a name alone proves nothing: see `public-roots`.
 */
const organisations = [
  "ACCV",
  "Actalis S.p.A./03358520967",
  "AffirmTrust",
  "Amazon",
  "Asseco Data Systems S.A.",
  "Atos",
  "Baltimore",
  "Buypass AS-983163327",
  "Certainly",
  "certSIGN",
  "CERTSIGN SA",
  "China Financial Certification Authority",
  "Chunghwa Telecom Co., Ltd.",
  "COMODO CA Limited",
  "D-Trust GmbH",
  "Dhimyotis",
  "DigiCert Inc",
  "DigiCert, Inc.",
  "Disig a.s.",
  "eMudhra Technologies Limited",
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
  "Hongkong Post",
  "IdenTrust",
  "Internet Security Research Group",
  "IZENPE S.A.",
  "Let's Encrypt",
  "Microsec Ltd.",
  "Microsoft Corporation",
  "NAVER BUSINESS PLATFORM Corp.",
  "NetLock Kft.",
  "QuoVadis Limited",
  "SECOM Trust Systems CO.,LTD.",
  "Sectigo Limited",
  "SecureTrust Corporation",
  "SSL Corp",
  "SSL Corporation",
  "Starfield Technologies, Inc.",
  "SwissSign AG",
  "T-Systems Enterprise Services GmbH",
  "TAIWAN-CA",
  "Telia Finland Oyj",
  "TeliaSonera",
  "thawte, Inc.",
  "The Go Daddy Group, Inc.",
  "The USERTRUST Network",
  "Trustwave Holdings, Inc.",
  "Unizeto Technologies S.A.",
  "VeriSign, Inc.",
  "WISeKey",
  "ZeroSSL",
];

const fold = (name: string) =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
const known = new Set(organisations.map(fold));

/** The organisation in a name that runs public CAs; undefined where none is known. */
export function publicAuthorityOf(name: NameFacts): string | undefined {
  return name.attributes.find(({ type, value }) => type === "O" && known.has(fold(value)))?.value;
}
