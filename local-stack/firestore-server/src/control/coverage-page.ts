import type { CoverageNode, CoverageReport } from '../rules/coverage.ts';

/** A page for a browser, where other endpoints answer with JSON. */
export class HtmlPage {
  readonly html: string;

  constructor(html: string) {
    this.html = html;
  }
}

const STYLE = `body { font: 14px/1.5 sans-serif; margin: 2rem }
pre { font: 13px/1.6 monospace; tab-size: 2 }
.seen { background: #e3f5e3 } .failed { background: #fde6c8 } .never { background: #fbd9d9 }
span:hover { outline: 1px solid #444 }`;

/**
 * Rule coverage as a page: the source with every expression marked by whether it was evaluated, failed or never
 * reached; pointing at one shows the values it had and how often.
 */
export function coveragePage({ rules, report }: CoverageReport): HtmlPage {
  const sources = rules.files.map(({ name, content }) => {
    const nodes = report.filter(({ sourcePosition }) => sourcePosition.fileName === name);
    return `<h2>${escapeHtml(name)}</h2>\n<pre>${marked(content, 0, content.length, nodes)}</pre>`;
  });
  return new HtmlPage(`<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Rule coverage</title><style>${STYLE}</style>
<h1>Rule coverage</h1>
<p><span class="seen">evaluated</span> <span class="failed">failed at least once</span> <span class="never">never evaluated</span></p>
${sources.join('\n')}
</html>
`);
}

/** The text from one offset to another, with the expressions in it marked; inner ones inside of outer ones. */
function marked(text: string, from: number, to: number, nodes: readonly CoverageNode[]): string {
  const inOrder = [...nodes].sort((a, b) => a.sourcePosition.currentOffset - b.sourcePosition.currentOffset);
  let html = '';
  let at = from;
  for (const { sourcePosition, values, children } of inOrder) {
    const { currentOffset: start, endOffset } = sourcePosition;
    // Ends are inclusive. A node that does not lie inside of its parent would tear the marks apart.
    const end = endOffset + 1;
    if (start < at || end > to) continue;
    html += escapeHtml(text.slice(at, start));
    html += `<span class="${classOf(values)}" title="${escapeHtml(titleOf(values))}">${marked(text, start, end, children)}</span>`;
    at = end;
  }
  return html + escapeHtml(text.slice(at, to));
}

function classOf(values: CoverageNode['values']): 'seen' | 'failed' | 'never' {
  if (values.every(({ count }) => count === 0)) return 'never';
  return values.some(({ value }) => 'undefined' in value) ? 'failed' : 'seen';
}

function titleOf(values: CoverageNode['values']): string {
  return values
    .map(({ value, count }) => (count === 0 ? 'never evaluated' : `${JSON.stringify(value)} × ${count}`))
    .join('\n');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
