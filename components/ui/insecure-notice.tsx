"use client";

import { useEffect, useState } from "react";
import { Note } from "./notices";

/** Shown only where the page has no WebCrypto (plain HTTP on another host): says what to do instead of failing later. */
export function InsecureNotice() {
  const [insecure, setInsecure] = useState(false);
  useEffect(() => setInsecure(!globalThis.crypto?.subtle), []);
  if (!insecure) return null;
  return (
    <Note tone="warn" title="This page was not opened over a secure connection" alert>
      <p>
        Certificates and keys are processed in your browser, and browsers allow that only over HTTPS or on the
        machine itself. Open the wizard at https://, or on its own machine at http://127.0.0.1. The operator
        of the wizard can put it behind a TLS proxy; the README says how.
      </p>
    </Note>
  );
}
