/** The same words for an expired, a withdrawn and an unknown link: nobody learns which links there were. */
export default function NoInvitation() {
  return (
    <main id="main" className="mx-auto flex w-full max-w-read flex-col items-start gap-4 px-4 py-16 sm:px-6">
      <h1 className="text-xl font-semibold tracking-tight">There is no invitation at this address</h1>
      <p className="max-w-line">
        The link may have expired, it may have been withdrawn, or the address may be incomplete. Ask the
        person who sent it for a new one.
      </p>
    </main>
  );
}
