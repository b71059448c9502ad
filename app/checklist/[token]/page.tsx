import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { openChecklist } from "@/lib/server";
import { ChecklistPage } from "./checklist";

interface Props {
  params: Promise<{ token: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const checklist = await openChecklist((await params).token);
  return {
    title: checklist === undefined ? "Not here" : `Checklist: ${checklist.connectionName || "Unnamed plan"}`,
    robots: { index: false, follow: false },
  };
}

/** A checklist, read-only, for whoever has its address. An expired, withdrawn or unknown one gives one neutral page. */
export default async function Page({ params }: Props) {
  const checklist = await openChecklist((await params).token);
  if (checklist === undefined) notFound();
  return <ChecklistPage checklist={checklist} />;
}
