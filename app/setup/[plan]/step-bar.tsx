"use client";

import { StepFooter, type StepFooterProps } from "@/components/frame";
import { SaveStateWords } from "./save-state";

/** The bar of a step of this plan, with what is saved of it. */
export function StepBar(props: Omit<StepFooterProps, "saved">) {
  return <StepFooter {...props} saved={<SaveStateWords />} />;
}
