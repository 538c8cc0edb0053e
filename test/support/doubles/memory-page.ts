import type { Page, PageRequest } from '../../../src/domain/shared/page.js';

/** The asked part of a list. */
export function pageOf<Item>(items: readonly Item[], { limit, offset }: PageRequest): Page<Item> {
  return { items: items.slice(offset, offset + limit), total: items.length };
}

/** Oldest first; equal times by id. */
export function byAge(a: { readonly createdAt: Date; readonly id: string }, b: { readonly createdAt: Date; readonly id: string }): number {
  return a.createdAt.getTime() - b.createdAt.getTime() || a.id.localeCompare(b.id);
}
