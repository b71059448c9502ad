/** A key and an alias that no account has: what a policy says of all keys, it says of these. */
export const EXAMPLE_KEY = "key/00000000-0000-4000-8000-000000000000";
export const EXAMPLE_ALIAS = "alias/ckm-example";
