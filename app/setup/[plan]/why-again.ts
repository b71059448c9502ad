/** Why a secret that was given before is asked for once more. */
export const WHY_AGAIN =
  "It was not kept: this wizard stores no secrets. A secret is in page memory only, so you need to give it again after a reload, or in a new tab or another browser.";
