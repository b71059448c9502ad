// The package ships no types of its own.
declare module "proxy-from-env" {
  /** The proxy for a URL by HTTPS_PROXY, NO_PROXY and their lower-case twins; "" for none. */
  export function getProxyForUrl(url: string): string;
}
