import { z } from "zod";
import { newHex } from "../../ids";
import { type Context, type Operation, type Output, operation, page } from "../../operation";
import { Refusal } from "../../refusal";
import type { KeyStore } from "../../state";
import { makeServiceLinkedRole } from "../iam/service-linked";
import { storeNotFound } from "./account";

const storeId = z.string().min(1).max(64);

/** A row for an operation on one custom key store; IAM sees "*" as its resource. */
function storeOperation<S extends z.ZodRawShape>(
  name: string,
  extra: S,
  effect: (store: KeyStore, input: z.output<z.ZodObject<S>>, context: Context) => Output,
): Operation {
  return operation<unknown>({
    service: "kms",
    name,
    action: `kms:${name}`,
    shape: z.object({ CustomKeyStoreId: storeId }).and(z.object(extra)),
    resource: () => "*",
    answer(input, context) {
      const id = (input as { CustomKeyStoreId: string }).CustomKeyStoreId;
      const { stores } = context.world.kms;
      const store = Object.hasOwn(stores, id) ? stores[id] : undefined;
      if (!store || store.region !== context.region) throw storeNotFound(id);
      return effect(store, input as z.output<z.ZodObject<S>>, context);
    },
  });
}

function connect(state: string) {
  return (store: KeyStore): Output => {
    store.connection = state;
    return {};
  };
}

export const storeOperations: readonly Operation[] = [
  operation({
    service: "kms",
    name: "DescribeCustomKeyStores",
    action: "kms:DescribeCustomKeyStores",
    shape: z.object({
      CustomKeyStoreId: storeId.optional(),
      CustomKeyStoreName: z.string().optional(),
      Limit: z.number().int().min(1).max(1000).optional(),
      Marker: z.string().optional(),
    }),
    resource: () => "*",
    answer(input, context) {
      const stores = Object.values(context.world.kms.stores).filter(
        (store) =>
          store.region === context.region &&
          (input.CustomKeyStoreId === undefined || store.id === input.CustomKeyStoreId) &&
          (input.CustomKeyStoreName === undefined || store.name === input.CustomKeyStoreName),
      );
      if (input.CustomKeyStoreId && stores.length === 0) throw storeNotFound(input.CustomKeyStoreId);
      const { items, next } = page(stores, input.Limit ?? 100, input.Marker);
      return {
        CustomKeyStores: items.map((store) => ({
          CustomKeyStoreId: store.id,
          CustomKeyStoreName: store.name,
          CustomKeyStoreType: store.type,
          ConnectionState: store.connection,
          CreationDate: new Date(store.created),
        })),
        Truncated: next !== undefined,
        ...(next ? { NextMarker: next } : {}),
      };
    },
  }),
  operation({
    service: "kms",
    name: "CreateCustomKeyStore",
    action: "kms:CreateCustomKeyStore",
    shape: z.object({
      CustomKeyStoreName: z.string().min(1).max(256),
      CustomKeyStoreType: z.enum(["AWS_CLOUDHSM", "EXTERNAL_KEY_STORE"]).optional(),
      CloudHsmClusterId: z.string().min(19).max(24).optional(),
      XksProxyConnectivity: z.enum(["PUBLIC_ENDPOINT", "VPC_ENDPOINT_SERVICE"]).optional(),
      XksProxyUriEndpoint: z.url().max(128).optional(),
      XksProxyVpcEndpointServiceName: z.string().optional(),
    }),
    resource: () => "*",
    answer(input, context) {
      if ((input.CustomKeyStoreType ?? "AWS_CLOUDHSM") === "AWS_CLOUDHSM") {
        // As AWS's documentation has it, the role comes with the attempt: why this is no harmless probe.
        makeServiceLinkedRole(context, "cks.kms.amazonaws.com", { existing: "keep" });
        throw new Refusal(
          "CloudHsmClusterNotFoundException",
          `Cluster ${input.CloudHsmClusterId} does not exist.`,
        );
      }
      if (input.XksProxyConnectivity === "VPC_ENDPOINT_SERVICE") {
        const name = input.XksProxyVpcEndpointServiceName;
        throw new Refusal(
          "XksProxyVpcEndpointServiceNotFoundException",
          `VPC endpoint service ${name} was not found.`,
        );
      }
      if (new URL(input.XksProxyUriEndpoint ?? "https://missing.invalid").hostname.endsWith(".invalid")) {
        throw new Refusal(
          "XksProxyUriUnreachableException",
          "KMS cannot reach the external key store proxy.",
        );
      }
      const id = `cks-${newHex(context.world, 17)}`;
      context.world.kms.stores[id] = {
        id,
        name: input.CustomKeyStoreName,
        region: context.region,
        type: "EXTERNAL_KEY_STORE",
        connection: "DISCONNECTED",
        created: context.now.toISOString(),
      };
      return { CustomKeyStoreId: id };
    },
  }),
  storeOperation("ConnectCustomKeyStore", {}, connect("CONNECTED")),
  storeOperation("DisconnectCustomKeyStore", {}, connect("DISCONNECTED")),
  storeOperation("DeleteCustomKeyStore", {}, (store, _, { world }) => {
    delete world.kms.stores[store.id];
    return {};
  }),
  storeOperation("UpdateCustomKeyStore", { NewCustomKeyStoreName: z.string().optional() }, (store, input) => {
    if (input.NewCustomKeyStoreName) store.name = input.NewCustomKeyStoreName;
    return {};
  }),
];
