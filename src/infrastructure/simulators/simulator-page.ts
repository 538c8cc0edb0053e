import type { SimulatedVendor } from './simulator-answer.js';
import { FAULT_KINDS } from './simulator-faults.js';

/** The page for people: what is served here and how to break it. Plain HTML without scripts. */
export function simulatorPage(vendor: SimulatedVendor): string {
  const faults = Object.entries(FAULT_KINDS).map(([kind, text]) => `<dt><code>${kind}</code></dt><dd>${escaped(text)}</dd>`);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escaped(vendor.name)} simulator</title></head>
<body style="font: 1rem/1.5 system-ui; max-width: 46rem; margin: 2rem auto; padding: 0 1rem">
<h1>${escaped(vendor.name)} simulator</h1>
${vendor.about.map((sentence) => `<p>${escaped(sentence)}</p>`).join('\n')}
<h2>Serves</h2>
<ul>${vendor.routes.map((route) => `<li><code>${escaped(route)}</code></li>`).join('')}</ul>
<h2>Faults</h2>
<p><code>POST /_faults</code> with JSON plans one, <code>GET /_faults</code> lists them, <code>DELETE /_faults</code> ends them,
<code>GET /_stats</code> counts requests per route. With <code>count</code> it spoils that many requests, without it all until
deleted; <code>skip</code> leaves the first ones alone; <code>path</code> limits it to paths that start so.</p>
<pre>curl -X POST -d '{"kind":"rate-limited","count":2,"path":"/"}' &lt;this address&gt;/_faults</pre>
<dl>${faults.join('\n')}</dl>
</body></html>
`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
