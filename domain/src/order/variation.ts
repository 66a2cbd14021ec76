import { plain } from './plain-text.ts';

const COLORS = new Set(
  (
    'black white red blue green yellow orange purple pink brown grey gray beige navy teal olive apricot coral khaki burgundy maroon cream ivory gold golden silver rose turquoise lavender mint mustard tan camel charcoal multicolor multicolour multi clear transparent nude champagne lilac magenta violet indigo cyan aqua wine peach salmon rust copper bronze leopard walnut oatmeal taupe fuchsia plum emerald mauve graphite midnight sand stone chocolate espresso caramel lime ' +
    'negro negra blanco blanca rojo roja azul verde amarillo amarilla naranja anaranjado morado morada rosa rosado rosada cafe marron gris marino celeste turquesa caqui oliva vino crema dorado dorada plateado plateada plata oro lila lavanda menta mostaza multicolores transparente fucsia violeta purpura albaricoque durazno azulado claro oscuro marfil champan tinto arena terracota esmeralda grafito aguamarina'
  ).split(' '),
);
const COLOR_MODIFIERS = new Set(
  'core collegiate cloud triple true jet wash washed light dark deep bright pale hot royal sky forest army baby dusty off matte pastel neon bottle space rose heather natural marine steel electric marino marina claro oscuro azulado verdoso cielo rey palido intenso pastel mate bebe militar palo de y and with con'.split(
    ' ',
  ),
);

/** Whether a plain text is the name of a colour: up to four words, one of them a colour and the others shades. */
export function isColor(text: string): boolean {
  const words = plain(text).split(' ');
  if (words.length > 4 || !words.some((word) => COLORS.has(word))) return false;
  return words.every((word) => COLORS.has(word) || COLOR_MODIFIERS.has(word));
}

/** Whether a text contains the name of a colour, whatever else it says. */
export const namesColor = (text: string): boolean =>
  plain(text)
    .split(' ')
    .some((word) => COLORS.has(word));

const LETTER_SIZE =
  '(?:one ?size|talla unica|unica|unitalla|free size|(?:x{0,4}|[2-6]x)[sl]|[2-6]x|m|x{1,4}|small|medium|large|chico|mediano|grande|petite|plus)';
const NUMBER_SIZE = '\\d{1,3}(?:\\.5|\\.25)?';
const SIZES: readonly RegExp[] = [
  new RegExp(`^${LETTER_SIZE}$`),
  // a letter and a number need something between them: `S24` is a telephone
  new RegExp(`^${LETTER_SIZE}(?: ?[(]| )${NUMBER_SIZE}(?: ?- ?${NUMBER_SIZE})?[)]?$`),
  new RegExp(`^(?:w|m|us|eu|uk|mx|cn|talla|size|men|women|kids|hombre|mujer) ?${NUMBER_SIZE}(?: ?[dew]{1,2})?$`),
  new RegExp(
    `^${NUMBER_SIZE} ?(?:us|eu|uk|mx|y|yrs?|years?|t|m|mo|months|anos|meses|toddler|little kid|big kid|kids|regular|long|short)$`,
  ),
  // widths of shoes and cups of bras; three digits before them are watts or a model
  /^\d{1,2}(?:\.5)? ?(?:w|ww|aa?|[bcdf]{1,2})$/,
  new RegExp(
    `^(?:big kid|little kid|toddler|infant|youth|boys|girls|men|women|kids) ?(?:${LETTER_SIZE}|${NUMBER_SIZE})$`,
  ),
  new RegExp(
    `^${NUMBER_SIZE} ?[-x×] ?${NUMBER_SIZE}(?: ?[x×] ?${NUMBER_SIZE})? ?(?:in|inch|inches|cm|mm|m|ft|months|meses|y|t|"|pulg)?$`,
  ),
  new RegExp(`^(?:us|eu|uk|mx)? ?${NUMBER_SIZE} ?[(](?:us|eu|uk|mx)? ?${NUMBER_SIZE}[)]$`),
];

/**
 * Whether a text is a size of clothes, shoes or household linen.
 * @param isBareNumberEnough true where a colour or a label stands beside it; alone, a number is the end of a name
 */
export function isSize(text: string, isBareNumberEnough: boolean): boolean {
  const words = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[_–]/g, '-')
    .replace(/-(?=[a-z])/g, ' ')
    .trim();
  if (isBareNumberEnough && /^\d{1,2}(?:\.5)?$/.test(words)) return true;
  return SIZES.some((form) => form.test(words));
}

/** Size and colour of an article; `rest` is what is neither. */
export type Variation = {
  readonly size: string | null;
  readonly color: string | null;
  readonly isLabelled: boolean;
  readonly rest: string;
};

const COLOR_LABEL = /(?:^|[\s·•|,;/])colou?r(?:es)?\s*[:.]\s*/iu;
const SIZE_LABEL =
  /(?:^|[\s·•|,;/])(?:[Ss]ize|SIZE|[Tt]alla|TALLA|[Tt]ama[ñn]o|TAMA[ÑN]O|[Tt]alle|[Mm]edida)(?:\s*[:.]\s*|\s+|(?=[A-Z0-9]))/u;
/** `Sold by: ...`, `Web ID: ...`: attributes of an article that are not kept. */
const OTHER_LABEL =
  /^(?:(?:style|estilo|model|modelo|material|capacity|capacidad|scent|aroma|flavor|sabor|pattern|condition|estado|sku|upc|web id|item|art[íi]culo|style code|vendido por|sold by|ships? from|seller|vendedor|brand|marca|return|returns|department|eligible)\b[^:]{0,24}:|(?:sold by|ships from|vendido por|enviado por|return(?:s|ed)? (?:or|accepted|by|until|eligible|window)|eligible (?:for|through)|through \p{L}+ \d)\b)/iu;
/** Between parts: a sign of its own, or a comma or slash. OCR reads a middle dot as nearly any small sign. */
const SEPARATOR = /\s*[·•|;]\s*|\s+[-–—*+«»"'.°=~_:]+\s+|\s*\/\s*|,\s+/u;

/** Reads size and colour from a line under an article's name, such as `Negro / M`, `Color: Grey` or `Size L`. */
export function variationIn(text: string): Variation {
  if (OTHER_LABEL.test(text)) return { size: null, color: null, isLabelled: true, rest: '' };
  let rest = text;
  const take = (label: RegExp, isValue: (value: string) => boolean): string | null => {
    const match = label.exec(rest);
    if (!match) return null;
    const tail = rest.slice(match.index + match[0].length);
    const value = untilNextLabel(tail);
    const isSure =
      /[:.]\s*$/.test(match[0]) ||
      isValue(value) ||
      (match.index === 0 && value.split(' ').length <= 3 && /\d/.test(value));
    if (value === '' || !isSure) return null;
    rest = `${rest.slice(0, match.index)} · ${tail.slice(value.length)}`.replace(/^[\s·•|,;/]+|[\s·•|,;/]+$/gu, '');
    return value;
  };
  let size = take(SIZE_LABEL, (value) => isSize(value, true));
  let color = take(COLOR_LABEL, isColor);
  const isLabelled = size !== null || color !== null;
  const parts = rest
    .split(SEPARATOR)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const left: string[] = [];
  for (const part of parts) {
    if (isColor(part) && (!color || parts.every(isColor))) color = color ? `${color} / ${part}` : part;
    else if (!size && isSize(part, parts.some((other) => isColor(other)) || color !== null)) size = part;
    else left.push(part);
  }
  if (left.length === 1 && parts.length === 1 && !size && !color) {
    const tight = tightParts(text);
    if (tight) return tight;
  }
  // a colour of an unknown name is still one if the size stands right beside it: `Dusty Dream / XL`
  const [only] = left;
  if (
    size &&
    !color &&
    parts.length === 2 &&
    left.length === 1 &&
    only &&
    /^\p{L}[\p{L} ]*$/u.test(only) &&
    only.split(' ').length <= 3
  ) {
    return { size, color: only, isLabelled, rest: '' };
  }
  if (left.length === parts.length && !size && !color)
    return { size: null, color: null, isLabelled, rest: text.trim() };
  return { size, color, isLabelled, rest: left.join(' · ') };
}

/** `NavyBlue-52x84in`: colour and size whose spaces were lost in reading; null unless every part is one. */
function tightParts(text: string): Variation | null {
  const parts = text
    .split(/[-–—]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const spaced = parts.map((part) => part.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2'));
  const color = spaced.find(isColor) ?? null;
  const size = parts.find((part) => isSize(part, color !== null)) ?? null;
  if (!color || spaced.length !== (size ? 2 : 1)) return null;
  return { color, size, isLabelled: false, rest: '' };
}

/** A labelled value ends at the next label or separator; a slash or a space-less dash may be part of it. */
function untilNextLabel(text: string): string {
  const end =
    /\s*[·•|;]\s*|\s+[-–—*+«»]\s+|,\s+|\s+\/\s+|\s+(?=(?:size|talla|colou?r|qty|quantity|cant\.?|cantidad)\b)/iu.exec(
      text,
    );
  return (end ? text.slice(0, end.index) : text).trim();
}
