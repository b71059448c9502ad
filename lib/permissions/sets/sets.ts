/** One IAM action, and why the connection needs it. */
export interface NeededAction {
  action: string;
  why: string;
}

/** A named group of IAM actions. To add one is to add a value to the list in `catalogue.ts` or `optional-sets.ts`. */
export interface PermissionSet {
  id: string;
  title: string;
  why: string;
  /** In force for every plan, listed or not. */
  required: boolean;
  /** The Sid of its statement: letters and digits only. */
  sid: string;
  actions: readonly NeededAction[];
  /** Where the list comes from, in words that a reader can look up. */
  source: string;
  /** False: the vendor's page does not ask for it. Such sets are off until somebody switches them on. */
  onVendorPage: boolean;
  /** The service that `iam:CreateServiceLinkedRole` of this set makes a role for. */
  linkedService?: string | undefined;
}
