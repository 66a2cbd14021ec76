/** A reply that the webhook's answer asks for. */
export interface TwimlReply {
  body: string;
  mediaUrls: string[];
}

export type TwimlVerdict = { replies: TwimlReply[] } | { errorCode: 12100 | 12300; message: string };

const TWIML_TYPES = new Set(['text/xml', 'application/xml', 'text/html']);

/**
 * Reads the answer to an inbound webhook. An empty answer is fine, whatever its type. As in production, plain text is
 * taken for a reply and sent to the person: the classic way to send someone "OK".
 * @see https://www.twilio.com/docs/messaging/twiml#twilios-request-to-your-application
 */
export function readTwiml(contentType: string | null, answer: string): TwimlVerdict {
  if (answer.trim() === '') return { replies: [] };
  const type = contentType?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === 'text/plain') return { replies: [{ body: answer, mediaUrls: [] }] };
  if (!TWIML_TYPES.has(type)) {
    return { errorCode: 12300, message: `Invalid Content-Type: ${type || 'none'}. Answer with text/xml.` };
  }
  const root = parseXml(answer);
  if (root === null) return { errorCode: 12100, message: 'Document parse failure: the answer is not well-formed XML.' };
  if (root.name !== 'Response') {
    return { errorCode: 12100, message: `Document parse failure: the root is <${root.name}>, not <Response>.` };
  }
  const replies = root.children
    .filter((child) => child.name === 'Message')
    .map((message) => {
      const bodies = message.children.filter((child) => child.name === 'Body');
      return {
        body: bodies.length > 0 ? bodies.map((body) => body.text).join('') : message.text,
        mediaUrls: message.children.filter((child) => child.name === 'Media').map((media) => media.text.trim()),
      };
    });
  return { replies };
}

interface XmlElement {
  name: string;
  text: string;
  children: XmlElement[];
}

const TOKEN =
  /<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([A-Za-z_][\w.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y;

/** The part of XML that TwiML uses; no document types, no namespaces. @returns null when it is not well-formed */
function parseXml(xml: string): XmlElement | null {
  const document: XmlElement = { name: '', text: '', children: [] };
  const open = [document];
  TOKEN.lastIndex = 0;
  const source = xml.replace(/^\uFEFF/, '').trim();
  while (TOKEN.lastIndex < source.length) {
    const token = TOKEN.exec(source);
    const parent = open.at(-1);
    if (!token || !parent) return null;
    const [, cdata, slash, name, , selfClosing, text] = token;
    if (cdata !== undefined) parent.text += cdata;
    else if (text !== undefined) {
      const decoded = decodeEntities(text);
      if (decoded === null || (parent === document && decoded.trim() !== '')) return null;
      parent.text += decoded;
    } else if (name !== undefined && slash === '/') {
      if (parent.name !== name || open.length === 1) return null;
      open.pop();
    } else if (name !== undefined) {
      const element = { name, text: '', children: [] };
      parent.children.push(element);
      if (selfClosing !== '/') open.push(element);
    }
  }
  const [root, another] = document.children;
  return open.length === 1 && root && !another ? root : null;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decodeEntities(text: string): string | null {
  let isValid = true;
  const decoded = text.replace(/&(#x[0-9a-f]+|#\d+|\w+);|&/gi, (whole, entity: string | undefined) => {
    if (entity?.startsWith('#')) {
      const codePoint = /^#x/i.test(entity) ? Number.parseInt(entity.slice(2), 16) : Number(entity.slice(1));
      if (codePoint > 0 && codePoint <= 0x10ffff) return String.fromCodePoint(codePoint);
    } else if (entity !== undefined && ENTITIES[entity] !== undefined) return ENTITIES[entity];
    isValid = false;
    return whole;
  });
  return isValid ? decoded : null;
}
