"use client";

import { useEffect, useRef, useState } from "react";
import { pick } from "@/lib/pick";
import type { PlanDocument, SliceName } from "@/lib/plan";
import type { Conflict } from "./changed-elsewhere";
import { useMarks } from "./marks";

type Marks = Readonly<Record<string, string>>;
type Fields = Readonly<Record<string, unknown>>;

/** What a save of a slice answers, as far as it is about other people's changes. */
export interface SeenAnswer {
  marks: Marks;
  theirs: Fields;
  changedAt: Date;
}

interface ConflictActs {
  /** Saves the visitor's own answers after all. */
  keep: (yours: Fields) => void;
  /** Shows the others' answers in their place. */
  take: (theirs: Fields, at: Date) => void;
}

/**
 * What this page has seen of a slice, and what others have changed meanwhile: an answer that nobody touches here
 * follows the plan; one that was changed on both sides waits for the visitor's word.
 * @param stored the slice as the page was made of it last
 * @param touched whether an answer is typed here and not saved yet: it does not follow
 * @param follow takes the others' answers
 */
export function useSeen<S extends SliceName>(
  slice: S,
  stored: PlanDocument[S],
  touched: (field: string) => boolean,
  follow: (theirs: Partial<PlanDocument[S]>) => void,
) {
  const marks = useMarks(slice);
  const seen = useRef<Marks>(marks);
  const waiting = useRef<Marks>({});
  const [theirs, setTheirs] = useState<{ fields: Fields; at: Date }>();
  const latest = useRef({ touched, follow, stored });
  latest.current = { touched, follow, stored };

  useEffect(() => {
    const { touched, follow, stored } = latest.current;
    const moved = Object.keys(marks).filter(
      (field) => marks[field] !== seen.current[field] && !touched(field) && !(field in waiting.current),
    );
    if (moved.length === 0) return;
    seen.current = { ...seen.current, ...pick(marks, moved) };
    follow(pick({ ...stored }, moved) as Partial<PlanDocument[S]>);
  }, [marks]);

  /** Takes in what a save of these fields said. @returns true where an answer was not written */
  function took(fields: Fields, answer: SeenAnswer): boolean {
    const refused = Object.keys(answer.theirs);
    const written = Object.keys(fields).filter((field) => !refused.includes(field));
    seen.current = { ...seen.current, ...pick(answer.marks, written) };
    waiting.current = { ...without(waiting.current, written), ...pick(answer.marks, refused) };
    setTheirs((before) => {
      const left = { ...without(before?.fields ?? {}, written), ...answer.theirs };
      if (Object.keys(left).length === 0) return undefined;
      return { fields: left, at: refused.length > 0 ? answer.changedAt : (before?.at ?? answer.changedAt) };
    });
    return refused.length > 0;
  }

  /** Ends the conflict: from now on the page has seen what the others wrote. */
  function settle() {
    seen.current = { ...seen.current, ...waiting.current };
    waiting.current = {};
    setTheirs(undefined);
  }

  /** What is shown of it: undefined where nothing waits. */
  function conflict(yours: Fields, { keep, take }: ConflictActs): Conflict | undefined {
    if (theirs === undefined) return undefined;
    const { fields, at } = theirs;
    return {
      slice,
      at,
      answers: Object.fromEntries(
        Object.entries(fields).map(([field, value]) => [field, { yours: yours[field], theirs: value }]),
      ),
      keepYours: () => {
        settle();
        keep(pick(yours, Object.keys(fields)));
      },
      takeTheirs: () => {
        settle();
        take(fields, at);
      },
    };
  }

  return { seen: () => seen.current, waits: () => Object.keys(waiting.current).length > 0, took, conflict };
}

function without<T>(all: Readonly<Record<string, T>>, names: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(all).filter(([name]) => !names.includes(name)));
}
