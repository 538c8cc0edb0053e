import http from 'node:http';

const LISTS = ['/fleet/drivers', '/fleet/hos/clocks'];

interface Page {
  readonly pagination: { readonly hasNextPage: boolean; readonly endCursor: string };
}

/** Reads every page a sync reads, one after the other, and does nothing with them. */
export async function readAllPages(vendorUrl: string): Promise<{ readonly pages: number; readonly ms: number }> {
  const agent = new http.Agent({ keepAlive: true });
  const startedAt = performance.now();
  let pages = 0;
  for (const list of LISTS) {
    for (let after: string | undefined = ''; after !== undefined; pages += 1) {
      const { pagination } = await read(`${vendorUrl}${list}?limit=512&after=${encodeURIComponent(after)}`, agent);
      after = pagination.hasNextPage ? pagination.endCursor : undefined;
    }
  }
  agent.destroy();
  return { pages, ms: performance.now() - startedAt };
}

function read(url: string, agent: http.Agent): Promise<Page> {
  return new Promise((resolve, reject) => {
    const request = http.get(url, { agent, headers: { Authorization: 'Bearer token-of-nobody' } }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.once('end', () => resolve(JSON.parse(text) as Page));
    });
    request.once('error', reject);
  });
}
