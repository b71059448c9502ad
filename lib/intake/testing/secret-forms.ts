import { awsForms } from "./forms-aws";
import { codedForms } from "./forms-coded";
import { containerForms } from "./forms-containers";
import { pemForms } from "./forms-pem";
import type { Material } from "./material";
import { kitOf, type SecretForm } from "./secret-form";

export { AWS, type Material, makeMaterial } from "./material";
export { leakFinder, leaks, type SecretForm } from "./secret-form";

/** Every form in which people paste, drop and upload secrets, by its name. */
export function secretForms(material: Material): SecretForm[] {
  const kit = kitOf(material);
  return [...pemForms(kit), ...codedForms(kit), ...containerForms(kit), ...awsForms()];
}
