/** Makes log lines carry the id of the request they belong to. */
export interface RequestScope {
  run<Result>(requestId: string, work: () => Result): Result;
}
