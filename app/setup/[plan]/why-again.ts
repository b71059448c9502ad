/** Why a secret that was given before is asked for once more. */
export const WHY_AGAIN =
  "It was not kept: this wizard stores no secrets. A secret is in page memory only, so a reload, a new tab or another browser asks for it again.";
