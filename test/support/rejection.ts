/** What a promise was rejected with. Throws when it was not. */
export async function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  let settled: { readonly error: unknown } | undefined;
  await promise.catch((error: unknown) => {
    settled = { error };
  });
  if (settled === undefined) throw new Error('The promise was expected to be rejected, but it was fulfilled.');
  return settled.error;
}
