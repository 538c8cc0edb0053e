import type { Page, PageRequest } from '../../domain/shared/page.js';
import type { RouteAnswer } from './route.js';

/** A list: the body is the array; `X-Total-Count` and `Link` say the rest. */
export function answerList<Item>(
  { items, total }: Page<Item>,
  page: PageRequest,
  url: URL,
  present: (item: Item) => unknown,
): RouteAnswer {
  const links = linksOf(total, page, url);
  return {
    status: 200,
    headers: { 'X-Total-Count': String(total), ...(links.length > 0 && { Link: links.join(', ') }) },
    body: items.map(present),
  };
}

function linksOf(total: number, { limit, offset }: PageRequest, url: URL): readonly string[] {
  const link = (rel: string, at: number): string => {
    const query = new URLSearchParams(url.search);
    query.set('limit', String(limit));
    query.set('offset', String(at));
    return `<${url.pathname}?${query.toString()}>; rel="${rel}"`;
  };
  const links = [];
  if (offset > 0) links.push(link('first', 0), link('prev', Math.max(0, offset - limit)));
  if (offset + limit < total) links.push(link('next', offset + limit), link('last', Math.floor((total - 1) / limit) * limit));
  return links;
}
