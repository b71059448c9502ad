/** How CCKM can sign in to AWS; `migrate` is on its way from an access key to Roles Anywhere. */
export const signInWays = ["roles-anywhere", "access-key", "migrate"] as const;
export type SignInWay = (typeof signInWays)[number];
