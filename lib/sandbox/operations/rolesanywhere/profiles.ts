import { z } from "zod";
import { bare } from "@/lib/bare";
import { type Context, type Operation, operation } from "../../operation";
import type { Profile } from "../../state";
import { defaultMappings } from "./attributes";
import { commonRows, nameShape, newThing, onThing, saveTags, type ThingKind, tagsShape } from "./common";

const profiles: ThingKind<Profile> = {
  title: "Profile",
  plural: "Profiles",
  member: "profile",
  path: "profile",
  arn: "profile",
  all: (world) => world.rolesAnywhere.profiles,
  describe: (profile) => ({
    profileId: profile.id,
    profileArn: profile.arn,
    name: profile.name,
    enabled: profile.enabled,
    createdBy: profile.createdBy,
    roleArns: profile.roleArns,
    managedPolicyArns: profile.managedPolicyArns,
    ...(profile.sessionPolicy ? { sessionPolicy: profile.sessionPolicy } : {}),
    durationSeconds: profile.durationSeconds,
    requireInstanceProperties: profile.requireInstanceProperties,
    acceptRoleSessionName: profile.acceptRoleSessionName,
    attributeMappings: Object.entries(profile.attributeMappings).map(([certificateField, specifiers]) => ({
      certificateField,
      mappingRules: specifiers.map((specifier) => ({ specifier })),
    })),
    createdAt: profile.created,
    updatedAt: profile.updated,
  }),
};

const settings = {
  name: nameShape,
  roleArns: z
    .array(
      z
        .string()
        .max(1011)
        .regex(/^arn:aws(?:-[^:]+)?:iam:[^:]*:[^:]*:role.*$/),
    )
    .max(250),
  managedPolicyArns: z.array(z.string().min(1).max(200)).max(50).optional(),
  sessionPolicy: z.string().min(1).max(100_000).optional(),
  durationSeconds: z.number().int().min(900).max(43_200).optional(),
  acceptRoleSessionName: z.boolean().optional(),
};

// Whoever puts a role into a profile hands it to the service.
function requirePassRole(roleArns: readonly string[] | undefined, context: Context): void {
  context.require("iam:PassRole", roleArns ?? [], { "iam:PassedToService": ["rolesanywhere.amazonaws.com"] });
}

const field = z.enum(["x509Subject", "x509Issuer", "x509SAN"]);

type Changes = { [F in keyof Profile]?: Profile[F] | undefined } & { profileId?: string | undefined };

export const profileOperations: readonly Operation[] = [
  ...commonRows(profiles),
  operation({
    service: "rolesanywhere",
    name: "CreateProfile",
    action: "rolesanywhere:CreateProfile",
    route: "POST /profiles",
    status: 201,
    shape: z.object({
      ...settings,
      enabled: z.boolean().optional(),
      requireInstanceProperties: z.boolean().optional(),
      tags: tagsShape.optional(),
    }),
    resource: () => "*",
    answer(input, context) {
      requirePassRole(input.roleArns, context);
      const profile: Profile = {
        ...newThing(profiles, context, input.name, input.enabled),
        roleArns: input.roleArns,
        managedPolicyArns: input.managedPolicyArns ?? [],
        ...(input.sessionPolicy ? { sessionPolicy: input.sessionPolicy } : {}),
        durationSeconds: input.durationSeconds ?? 3600,
        acceptRoleSessionName: input.acceptRoleSessionName ?? false,
        requireInstanceProperties: input.requireInstanceProperties ?? false,
        createdBy: context.caller.arn,
        attributeMappings: bare(Object.entries(structuredClone(defaultMappings))),
      };
      saveTags(context, profile.arn, input.tags);
      context.world.rolesAnywhere.profiles[profile.arn] = profile;
      return { profile: profiles.describe(profile) };
    },
  }),
  onThing(
    profiles,
    "UpdateProfile",
    "PATCH /profile/{id}",
    z.object(settings).partial().shape,
    (profile, { profileId: _, ...changes }: Changes, context) => {
      requirePassRole(changes.roleArns, context);
      const given = Object.entries(changes).filter(
        ([name, value]) => Object.hasOwn(settings, name) && value !== undefined,
      );
      Object.assign(profile, Object.fromEntries(given), { updated: context.now.toISOString() });
    },
  ),
  onThing(
    profiles,
    "PutAttributeMapping",
    "PUT /profiles/{id}/mappings",
    { certificateField: field, mappingRules: z.array(z.object({ specifier: z.string().max(60) })) },
    (profile, input) => {
      profile.attributeMappings[input.certificateField] = input.mappingRules.map((rule) => rule.specifier);
    },
  ),
  onThing(
    profiles,
    "DeleteAttributeMapping",
    "DELETE /profiles/{id}/mappings",
    { certificateField: field, specifiers: z.union([z.string(), z.array(z.string())]).optional() },
    (profile, input) => {
      const gone = [input.specifiers ?? []].flat();
      const kept = (profile.attributeMappings[input.certificateField] ?? []).filter((s) => !gone.includes(s));
      if (gone.length === 0 || kept.length === 0) delete profile.attributeMappings[input.certificateField];
      else profile.attributeMappings[input.certificateField] = kept;
    },
  ),
];
