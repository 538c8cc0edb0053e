/** Longest wait for vendors before a request about loads, fuel, weather or a route is answered with what there is. */
export const PATIENCE_MS = 10_000;
