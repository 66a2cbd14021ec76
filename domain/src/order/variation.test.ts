import { expect, test } from 'vitest';
import { variationIn } from './variation.ts';

test.each([
  { text: 'Negro / M', size: 'M', color: 'Negro', rest: '' },
  { text: 'Verde, 30', size: '30', color: 'Verde', rest: '' },
  { text: 'Amarillo · 28', size: '28', color: 'Amarillo', rest: '' },
  { text: 'Navy Blue · 52 x 84 in', size: '52 x 84 in', color: 'Navy Blue', rest: '' },
  { text: 'NavyBlue-52x84in', size: '52x84in', color: 'Navy Blue', rest: '' },
  { text: 'Color: Grey', size: null, color: 'Grey', rest: '' },
  { text: 'Size L (8-12)', size: 'L (8-12)', color: null, rest: '' },
  { text: 'TallaM 10', size: 'M 10', color: null, rest: '' },
  { text: 'Dusty Dream / XL', size: 'XL', color: 'Dusty Dream', rest: '' },
  { text: 'Cloud White / Core Black', size: null, color: 'Cloud White / Core Black', rest: '' },
  { text: 'Sold by: Norvik Direct', size: null, color: null, rest: '' },
  { text: '1', size: null, color: null, rest: '1' },
  { text: 'Port Foldable Plug', size: null, color: null, rest: 'Port Foldable Plug' },
  { text: 'carro, 3 compartimientos', size: null, color: null, rest: 'carro, 3 compartimientos' },
])('$text ▶ size $size, colour $color', ({ text, ...expected }) => expect(variationIn(text)).toMatchObject(expected));
