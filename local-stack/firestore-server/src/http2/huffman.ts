/**
 * Lengths in bits of the codes of HPACK's Huffman code, by symbol; the last one ends a text and is never sent. The code
 * is canonical: shorter codes come first, equally long ones in the order of their symbols.
 * @see RFC 7541 appendix B
 */
const CODE_LENGTHS: readonly number[] = [
  [13, 23, 28, 28, 28, 28, 28, 28, 28, 24, 30, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 30, 28, 28, 28, 28, 28, 28],
  [28, 28, 28, 6, 10, 10, 12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6, 5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 7, 8, 15, 6, 12],
  [10, 13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 8, 7, 8, 13, 19, 13, 14, 6, 15, 5, 6],
  [5, 6, 5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5, 6, 7, 6, 5, 5, 6, 7, 7, 7, 7, 7, 15, 11, 14, 13, 28, 20, 22, 20, 20, 22],
  [22, 22, 23, 22, 23, 23, 23, 23, 23, 24, 23, 24, 24, 22, 23, 24, 23, 23, 23, 23, 21, 22, 23, 22, 23, 23, 24, 22, 21],
  [20, 22, 22, 23, 23, 21, 23, 22, 22, 24, 21, 22, 23, 23, 21, 21, 22, 21, 23, 22, 23, 23, 20, 22, 22, 22, 23, 22, 22],
  [23, 26, 26, 20, 19, 22, 23, 22, 25, 26, 26, 26, 27, 27, 26, 24, 25, 19, 21, 26, 27, 27, 26, 27, 24, 21, 21, 26, 26],
  [28, 27, 27, 27, 20, 24, 20, 21, 22, 21, 21, 23, 22, 22, 25, 25, 24, 24, 26, 23, 26, 27, 26, 26, 27, 27, 27, 27, 27],
  [28, 27, 27, 27, 27, 27, 26, 30],
].flat();

const END_OF_TEXT = 256;
const MAX_PADDING_BITS = 7;

/** A tree in one array: two places per node, for a 0 and a 1; a negative number is the symbol it stands for, less one. */
const TREE: Int16Array = buildTree();

function buildTree(): Int16Array {
  const tree = new Int16Array(CODE_LENGTHS.length * 2);
  const symbols = CODE_LENGTHS.map((length, symbol) => ({ length, symbol }));
  symbols.sort((a, b) => a.length - b.length || a.symbol - b.symbol);
  let nodes = 1;
  let code = 0;
  let codeLength = 0;
  for (const { length, symbol } of symbols) {
    code *= 2 ** (length - codeLength);
    codeLength = length;
    let node = 0;
    for (let bit = length - 1; bit >= 0; bit--) {
      const place = node * 2 + (Math.floor(code / 2 ** bit) % 2);
      if (bit === 0) tree[place] = -symbol - 1;
      else {
        if (tree[place] === 0) tree[place] = nodes++;
        node = tree[place] ?? 0;
      }
    }
    code++;
  }
  return tree;
}

/** Reads a text in Huffman code; bytes beyond ASCII come as Latin-1. @throws Error when it is none */
export function decodeHuffman(bytes: Uint8Array): string {
  let text = '';
  let node = 0;
  let padding = 0;
  let isAllOnes = true;
  for (const byte of bytes) {
    for (let bit = 7; bit >= 0; bit--) {
      const one = (byte >> bit) & 1;
      padding++;
      if (one === 0) isAllOnes = false;
      const next = TREE[node * 2 + one] ?? 0;
      if (next >= 0) {
        node = next;
        continue;
      }
      const symbol = -next - 1;
      if (symbol === END_OF_TEXT) throw new Error('A text in Huffman code holds its own end.');
      text += String.fromCharCode(symbol);
      node = 0;
      padding = 0;
      isAllOnes = true;
    }
  }
  if (padding > MAX_PADDING_BITS || !isAllOnes) throw new Error('A text in Huffman code is not padded as it must be.');
  return text;
}
