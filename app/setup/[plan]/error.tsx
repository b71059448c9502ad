"use client";

import { Failure } from "@/components/frame/failure";

/** A fault in one room: the frame around it, with the rail to the other rooms, stays. */
export default function RoomError(props: {
  error: Error & { digest?: string | undefined };
  reset: () => void;
}) {
  return <Failure as="section" reference={props.error.digest} retry={props.reset} />;
}
