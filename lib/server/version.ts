import packageJson from "@/package.json";

/** The version that the health page and the checklists name. */
export const toolVersion: string = packageJson.version;
