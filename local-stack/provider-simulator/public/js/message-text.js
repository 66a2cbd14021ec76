// @ts-check
import { element } from './display.js';

/** *bold*, _italic_, ~struck~ as in chat applications, and web addresses. Markers must touch the word they mark. */
const MARKS = /(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])|(?<![\p{L}\p{N}])([*_~])(?=\S)([^\n]*?\S)\2(?![\p{L}\p{N}])/gu;
/** @type {Record<string, 'strong' | 'em' | 's'>} */
const TAGS = { '*': 'strong', _: 'em', '~': 's' };

/** The text as nodes, never as HTML: what people write is not trusted. @param {string} text @returns {(Node | string)[]} */
export function messageNodes(text) {
  /** @type {(Node | string)[]} */
  const nodes = [];
  let end = 0;
  for (const match of text.matchAll(MARKS)) {
    const [whole, url, mark, inner] = match;
    nodes.push(text.slice(end, match.index));
    if (url) nodes.push(element('a', { href: url, target: '_blank', rel: 'noreferrer' }, url));
    else if (mark && inner) nodes.push(element(TAGS[mark] ?? 'em', {}, ...messageNodes(inner)));
    end = match.index + whole.length;
  }
  nodes.push(text.slice(end));
  return nodes;
}
