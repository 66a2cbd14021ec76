import { type Failure, ok, type Result } from '@casillero/domain/result';
import { describe, expect, test } from 'vitest';
import { aChatMessage } from '../../testing/conversation-builders.ts';
import { arrivedReplies, makeReplyBox } from './reply-box.ts';

type Sent = Result<{ readonly messageId: string }>;
const failed = (code: string): Sent => ({ ok: false, failure: { code, message: '', hint: '' } });

/** A box whose sends are answered by hand, in the order in which they were made. */
function aBox() {
  const sends: {
    text: string;
    file: File | null;
    key: string;
    tell: (sentBytes: number) => void;
    answer: (sent: Sent) => void;
  }[] = [];
  let keys = 0;
  const box = makeReplyBox({
    send: ({ text, file, key }, tell) => new Promise((answer) => sends.push({ text, file, key, tell, answer })),
    isUnknownOutcome: ({ code }: Failure) => code === 'no-network',
    newKey: () => `key-${++keys}`,
    now: () => new Date(0),
  });
  const write = (text: string) => {
    box.write(text);
    box.send([]);
  };
  const settle = async (place: number, sent: Sent) => {
    sends[place]?.answer(sent);
    await new Promise((resolve) => setImmediate(resolve));
  };
  const states = () => box.getSnapshot().unsent.map(({ text, state }) => `${text} ${state}`);
  return { box, sends, write, settle, states };
}

describe('a reply box', () => {
  test('what is sent leaves the field at once, without the blanks around it; blanks alone are not sent', () => {
    const { box, write, states } = aBox();
    write('  Sí, ya vino \n');
    expect(box.getSnapshot().draft).toBe('');
    write('   ');
    expect(states()).toEqual(['Sí, ya vino sending']);
  });

  test('replies go out one after the other, in the order in which they were written', async () => {
    const { sends, write, settle, states } = aBox();
    write('one');
    write('two');
    expect(sends.map(({ text }) => text)).toEqual(['one']);
    await settle(0, ok({ messageId: 'm1' }));
    expect(sends.map(({ text }) => text)).toEqual(['one', 'two']);
    await settle(1, failed('window-closed'));
    expect(states()).toEqual(['one taken', 'two failed']);
  });

  test.each([
    { code: 'no-network', sameKey: true, why: 'it may have been sent: the same act' },
    { code: 'window-closed', sameKey: false, why: 'it was refused: another act' },
  ])('after $code another attempt keeps its key: $sameKey ($why)', async ({ code, sameKey }) => {
    const { box, sends, write, settle } = aBox();
    write('one');
    await settle(0, failed(code));
    box.retry('key-1');
    expect(sends[1]?.key === sends[0]?.key).toBe(sameKey);
  });

  test('one that failed goes back into the field, before what stands there', async () => {
    const { box, write, settle, states } = aBox();
    write('one');
    await settle(0, failed('text-too-long'));
    box.write('two');
    box.takeBack('key-1');
    expect(box.getSnapshot().draft).toBe('one\ntwo');
    expect(states()).toEqual([]);
  });
});

describe('a file', () => {
  const file = new File(['x'], 'factura.pdf');

  test('goes along with the text, also with none, and is told how far it is', async () => {
    const { box, sends, write, settle, states } = aBox();
    box.attach(file);
    write('');
    expect(box.getSnapshot().file).toBeNull();
    sends[0]?.tell(1);
    expect(box.getSnapshot().unsent).toMatchObject([{ text: '', file, sentBytes: 1 }]);
    await settle(0, ok({ messageId: 'm1' }));
    write('two');
    expect(sends.map((each) => each.file)).toEqual([file, null]);
    expect(states()).toEqual([' taken', 'two sending']);
  });

  test('of one that failed comes back with its text, unless another is attached', async () => {
    const { box, write, settle } = aBox();
    for (const other of [null, new File(['y'], 'other.png')]) {
      box.attach(file);
      write('one');
      await settle(other === null ? 0 : 1, failed('file-too-large'));
      box.attach(other);
      box.takeBack(other === null ? 'key-1' : 'key-2');
      expect(box.getSnapshot().file).toBe(other ?? file);
    }
  });
});

describe('what the conversation shows already', () => {
  const by = (uid: string) => ({ kind: 'member', uid, email: null }) as const;
  const out = (id: string, text: string, overrides: Parameters<typeof aChatMessage>[0] = {}) =>
    aChatMessage({ id, text, direction: 'out', by: by('ana'), at: new Date(2000), ...overrides });
  const unsent = (overrides: object) => ({
    ...{ id: 'a', key: 'a', text: 'ok', file: null, sentBytes: 0, at: new Date(0) },
    ...{ failure: null, messageId: null, mayHaveArrived: true },
    state: 'sending' as const,
    shownBefore: { newestAt: 1000, ids: new Set<string>() },
    ...overrides,
  });
  const arrived = (replies: ReturnType<typeof unsent>[], messages: ReturnType<typeof out>[]) =>
    arrivedReplies(replies, messages, 'ana');

  test.each([
    { what: 'the message that the server named', reply: { messageId: 'm1', text: 'x' }, messages: [out('m1', 'ok')] },
    {
      what: 'the named one, whatever was shown',
      reply: { messageId: 'm1', shownBefore: null },
      messages: [out('m1', '')],
    },
    { what: 'one with its text, before the server has told', reply: {}, messages: [out('m2', 'no'), out('m1', 'ok')] },
  ])('$what', ({ reply, messages }) => expect(arrived([unsent(reply)], messages)).toEqual(['a']));

  test('a file is one with a file', () => {
    const withFile = unsent({ file: new File(['x'], 'a.pdf') });
    expect(arrived([withFile], [out('m1', 'ok')])).toEqual([]);
    expect(arrived([withFile], [out('m1', 'ok', { mediaCount: 1 })])).toEqual(['a']);
  });

  test.each([
    {
      what: 'one that stood there before, though it is sent again now',
      reply: { shownBefore: { newestAt: 1000, ids: new Set(['m1']) } },
      messages: [out('m1', 'ok')],
    },
    { what: 'an older one that is loaded later', reply: {}, messages: [out('m1', 'ok', { at: new Date(999) })] },
    { what: 'anything by its text, if nothing was shown', reply: { shownBefore: null }, messages: [out('m1', 'ok')] },
    { what: 'a colleague’s', reply: {}, messages: [out('m1', 'ok', { by: by('mario') })] },
    {
      what: 'an automatic one',
      reply: {},
      messages: [out('m1', 'ok', { by: { kind: 'welcome', uid: null, email: null } })],
    },
    { what: 'the contact’s own', reply: {}, messages: [aChatMessage({ text: 'ok', at: new Date(2000) })] },
    { what: 'anything, once it was refused', reply: { mayHaveArrived: false }, messages: [out('m1', 'ok')] },
    { what: 'another than the server named', reply: { messageId: 'm9' }, messages: [out('m1', 'ok')] },
  ])('not $what', ({ reply, messages }) => expect(arrived([unsent(reply)], messages)).toEqual([]));

  test('two with the same text are two messages', () => {
    const two = [unsent({}), unsent({ id: 'b', key: 'b' })];
    expect(arrived(two, [out('m1', 'ok')])).toEqual(['a']);
    expect(arrived(two, [out('m1', 'ok'), out('m2', 'ok')])).toEqual(['a', 'b']);
  });

  test.each([
    { shown: 'nothing yet', messages: null, isShown: false },
    { shown: 'no message', messages: [], isShown: true },
    { shown: 'an older message', messages: [out('m0', 'hola', { at: new Date(1999) })], isShown: true },
    { shown: 'a newer message', messages: [out('m0', 'hola', { at: new Date(2001) })], isShown: false },
  ])('is told by what was shown at sending: $shown', ({ messages, isShown }) => {
    const { box } = aBox();
    box.write('ok');
    box.send(messages);
    const { unsent: replies } = box.getSnapshot();
    expect(arrivedReplies(replies, [out('m1', 'ok')], 'ana')).toEqual(isShown ? ['key-1'] : []);
  });
});
