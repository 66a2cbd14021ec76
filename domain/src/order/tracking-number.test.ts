import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { carrierIn, trackingForm } from './tracking-number.ts';

describe('trackingForm', () => {
  test.each([
    { printed: '1Z492R870340658986', carrier: 'UPS', isVerified: true },
    { printed: '1Z492R870340658987', carrier: 'UPS', isVerified: false },
    { printed: '3987 5322 1688', carrier: 'FedEx', isVerified: true },
    { printed: '9361 2296 8656 6806 1765 97', carrier: 'USPS', isVerified: true },
    { printed: '4021937054', carrier: 'DHL', isVerified: true },
    { printed: 'TBA328480374822', carrier: 'Amazon', isVerified: true },
    { printed: 'RR473124829US', carrier: 'USPS', isVerified: true },
    { printed: 'RR473124828US', carrier: 'USPS', isVerified: false },
  ] as const)('$printed ▶ $carrier, verified $isVerified', ({ printed, carrier, isVerified }) =>
    expect(trackingForm(printed)).toMatchObject({ carrier, isVerified }));

  test.each(['113-6724483-2918183', 'GSH1LSW10LEKARY', '33172'])('%s is none', (printed) =>
    expect(trackingForm(printed)).toBeNull());

  test.each([
    { read: '17492R870340658986', printed: '1Z492R870340658986', why: 'Z read as 7' },
    { read: '1Z492R87034O658986', printed: '1Z492R870340658986', why: 'zero read as O' },
    { read: 'TBA32848O374822', printed: 'TBA328480374822', why: 'Amazon has digits only' },
  ])('puts $read right beside a label ($why), and only there', ({ read, printed }) => {
    expect(trackingForm(read, true)).toMatchObject({ number: printed, isVerified: true });
    expect(trackingForm(read, false)?.isVerified ?? false).toBe(false);
  });

  test('a changed digit never passes as a verified USPS number', () => {
    const number = '9361229686566806176597';
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 21 }), fc.integer({ min: 1, max: 9 }), (place, shift) => {
        const digit = (Number(number[place]) + shift) % 10;
        expect(trackingForm(number.slice(0, place) + digit + number.slice(place + 1))?.isVerified).toBe(false);
      }),
    );
  });
});

test.each([
  { text: 'shipped via fedex', carrier: 'FedEx' },
  { text: 'ups ground', carrier: 'UPS' },
  { text: 'usps', carrier: 'USPS' },
  { text: 'amazon logistics', carrier: 'Amazon' },
  { text: 'search amazon', carrier: null },
])('$text names $carrier', ({ text, carrier }) => expect(carrierIn(text)).toBe(carrier));
