import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aTenant, NOW } from '../../testing/index.ts';
import { answerContact, type ContactFacts, NOTHING_TOLD, SAY_AGAIN_AFTER_MS, type Told } from './answer-contact.ts';

const closed = {
  ...{ monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] },
  holidays: [],
};
const greeting = aTenant({ welcome: 'Bienvenida', away: 'Volvemos a las 8' });
const asleep = { ...greeting, hours: closed };
const before = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);
const known: Told = { ...NOTHING_TOLD, awaitsWelcome: false };

const answered = (over: Partial<ContactFacts>) =>
  answerContact({
    tenant: greeting,
    told: known,
    word: null,
    isConfirmed: false,
    isToldOfBinding: false,
    isUnanswered: false,
    now: NOW,
    ...over,
  });

describe('R32, R35: what answers a contact', () => {
  test.each<[string, Partial<ContactFacts>, string[]]>([
    ['first contact', { told: NOTHING_TOLD }, ['welcome']],
    ['the next message', {}, []],
    ['first contact, and the tenant has no welcome', { told: NOTHING_TOLD, tenant: aTenant() }, []],
    ['first contact outside of business hours', { told: NOTHING_TOLD, tenant: asleep }, ['welcome', 'away']],
    ['outside of business hours', { tenant: asleep }, ['away']],
    ['an away message 11 h ago', { tenant: asleep, told: { ...known, awayAt: before(11) } }, []],
    ['an away message 12 h ago', { tenant: asleep, told: { ...known, awayAt: before(12) } }, ['away']],
    ['no away message', { tenant: { ...asleep, away: '' } }, []],
    ['a late message', { told: NOTHING_TOLD, tenant: asleep, isUnanswered: true }, []],
    ['who opted out', { told: { ...NOTHING_TOLD, optedOutAt: before(1) }, tenant: asleep }, []],
    ['STOP', { word: 'stop', tenant: asleep }, ['opt-out']],
    ['STOP as the first message', { word: 'stop', told: NOTHING_TOLD }, ['opt-out']],
    ['STOP again', { word: 'stop', told: { ...known, optedOutAt: before(1) } }, []],
    ['STOP that the provider confirmed', { word: 'stop', isConfirmed: true }, []],
    ['a late STOP', { word: 'stop', isUnanswered: true }, []],
    ['START', { word: 'start', told: { ...known, optedOutAt: before(1) }, tenant: asleep }, ['opt-out']],
    ['START of somebody who never opted out', { word: 'start', tenant: asleep }, ['away']],
    ['another importer’s link', { isToldOfBinding: true, tenant: asleep }, ['link']],
    ['the same link again', { isToldOfBinding: true, told: { ...known, toldOfBindingAt: before(1) } }, []],
    ['another importer’s link as first message', { isToldOfBinding: true, told: NOTHING_TOLD }, ['link']],
    ['another’s link, who opted out', { isToldOfBinding: true, told: { ...known, optedOutAt: before(1) } }, []],
  ])('%s', (_case, over, by) => {
    expect(answered(over).messages.map((message) => message.by)).toEqual(by);
  });

  test('the words are the tenant’s own, and a confirmation says how to come back, in its language', () => {
    expect(answered({ told: NOTHING_TOLD, tenant: asleep }).messages.map(({ text }) => text)).toEqual([
      'Bienvenida',
      'Volvemos a las 8',
    ]);
    expect(answered({ word: 'stop' }).messages[0]?.text).toContain('ALTA');
    expect(answered({ word: 'stop', tenant: { ...greeting, locale: 'en' } }).messages[0]?.text).toContain('START');
  });

  test('a late STOP takes effect all the same', () => {
    expect(answered({ word: 'stop', isUnanswered: true }).told.optedOutAt).toEqual(NOW);
  });

  test('the welcome waits where the first message could not be answered, and not where there was none to send', () => {
    const late = answered({ told: NOTHING_TOLD, isUnanswered: true });
    expect(answered({ told: late.told }).messages).toMatchObject([{ by: 'welcome' }]);
    const linked = answered({ told: NOTHING_TOLD, isToldOfBinding: true });
    expect(answered({ told: linked.told }).messages).toMatchObject([{ by: 'welcome' }]);
    const silent = answered({ told: NOTHING_TOLD, tenant: aTenant() });
    expect(answered({ told: silent.told }).messages).toEqual([]);
  });
});

describe('whatever is written, in whatever order', () => {
  const message = fc.record({
    afterMs: fc.integer({ min: 0, max: 6 * 3_600_000 }),
    word: fc.constantFrom(null, null, null, 'stop' as const, 'start' as const),
    isConfirmed: fc.boolean(),
    isToldOfBinding: fc.boolean(),
    isUnanswered: fc.boolean(),
    isOpen: fc.boolean(),
  });

  test('one welcome; away never more often than 12 h; nothing automatic to who opted out; decisions are total', () => {
    fc.assert(
      fc.property(fc.array(message, { maxLength: 40 }), (messages) => {
        let told = NOTHING_TOLD;
        let at = NOW.getTime();
        let isOut = false;
        const sent: { by: string; at: number }[] = [];
        for (const { afterMs, isOpen, ...each } of messages) {
          at += afterMs;
          const tenant = { ...greeting, hours: isOpen ? null : closed };
          const answer = answerContact({ ...each, tenant, told, now: new Date(at) });
          const turns = (each.word === 'stop' && !isOut) || (each.word === 'start' && isOut);
          if (turns) isOut = !isOut;
          expect(answer.told.optedOutAt !== null).toBe(isOut);
          for (const { by, text } of answer.messages) {
            expect(text).not.toBe('');
            if (isOut || turns) expect(by).toBe('opt-out');
            if (isOut) expect(turns).toBe(true);
            sent.push({ by, at });
          }
          told = answer.told;
        }
        expect(sent.filter(({ by }) => by === 'welcome').length).toBeLessThanOrEqual(1);
        for (const kind of ['away', 'link']) {
          const times = sent.filter(({ by }) => by === kind).map((each) => each.at);
          for (const [i, time] of times.slice(1).entries())
            expect(time - (times[i] ?? 0)).toBeGreaterThanOrEqual(SAY_AGAIN_AFTER_MS);
        }
        const first = messages.findIndex((each) => !each.isUnanswered && !each.isToldOfBinding && each.word === null);
        const isEverOut = messages.some(({ word }) => word === 'stop');
        if (first >= 0 && !isEverOut) expect(sent.some(({ by }) => by === 'welcome')).toBe(true);
      }),
    );
  });
});
