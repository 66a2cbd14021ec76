// @vitest-environment happy-dom
import { fail, ok } from '@casillero/domain/result';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { aTenant } from '../testing/builders.ts';
import { aChatMessage, aConversation, aFile } from '../testing/conversation-builders.ts';
import { EMPTY_WORLD, type MemoryApp, type MemoryWorld, memoryApp } from '../testing/memory-app.ts';
import { ADMIN, OPERATOR } from '../testing/people.ts';
import { renderDashboard } from '../testing/render-dashboard.tsx';

const TENANT = 'envios-lempa';
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
const marta = aConversation({ lastMessageAt: minutesAgo(3), unreadCount: 2 });
const kevin = aConversation({
  id: 'kevin',
  profileName: 'Kevin',
  phone: '+50370000702',
  lastMessageAt: minutesAgo(30),
  lastText: 'Gracias',
  lastDirection: 'out',
});
const late = aConversation({
  id: 'late',
  profileName: 'Rodrigo',
  lastMessageAt: minutesAgo(60 * 25),
  waitingSince: minutesAgo(60 * 25),
});
const worldOf = (more: Partial<MemoryWorld> = {}): MemoryWorld => ({
  ...EMPTY_WORLD,
  tenants: [aTenant()],
  conversations: { [TENANT]: [late, marta, kevin, aConversation({ id: 'staff', kind: 'intake', unreadCount: 0 })] },
  messages: { marta: [aChatMessage({ at: minutesAgo(3) })] },
  ...more,
});
const withChats = (options: Partial<Parameters<typeof memoryApp>[0]> = {}): MemoryApp =>
  memoryApp({ world: worldOf(), signedInAs: ADMIN, ...options });

/** The server takes what is written: the conversation shows it, queued. */
const takesReplies = (): MemoryApp => {
  const app: MemoryApp = withChats({
    answers: ({ id }, { body }) => {
      if (id === 'markConversationRead') return ok(undefined);
      if (id !== 'sendMessage') return null;
      const { text } = body as { text: string };
      const sent = aChatMessage({
        id: 'sent-1',
        direction: 'out',
        state: 'queued',
        text,
        by: { kind: 'member', uid: 'ana', email: 'ana@envios-lempa.example' },
        at: new Date(),
      });
      app.change((now) => ({ ...now, messages: { marta: [...(now.messages?.marta ?? []), sent] } }));
      return ok({ messageId: 'sent-1', at: new Date().toISOString(), windowClosesAt: new Date().toISOString() });
    },
  });
  return app;
};
const chats = () => screen.findAllByRole('link', { name: /Marta|Kevin|Rodrigo/ });
const thread = () => screen.findByRole('region', { name: 'Messages with Marta Iraheta' });
const field = () => screen.findByRole('textbox', { name: 'Write to Marta Iraheta' });

test('contacts are listed, the newest message first, with what is unread; staff phones are not', async () => {
  await renderDashboard(withChats(), '/conversations');
  expect((await chats()).map((link) => link.textContent)).toEqual([
    expect.stringMatching(/^Marta Iraheta.*\+503 7000 0701¿Ya vino mi paquete\?22 unread messages$/),
    expect.stringMatching(/^Kevin.*You: Gracias$/),
    expect.stringMatching(/^Rodrigo.*Unanswered$/),
  ]);
  expect(screen.getByRole('link', { name: 'Chats 1 unread chat' })).toBeDefined();
});

test('the list is narrowed in the address: unread, name, end of a phone', async () => {
  const { user, path } = await renderDashboard(withChats(), '/conversations');
  await user.click(await screen.findByRole('radio', { name: 'Unread' }));
  await waitFor(async () => expect(await chats()).toHaveLength(1));
  await user.click(screen.getByRole('radio', { name: 'All' }));
  await user.type(screen.getByRole('searchbox', { name: 'Name or phone' }), '0702');
  await waitFor(async () =>
    expect((await chats()).map(({ textContent }) => textContent)).toEqual([expect.stringContaining('Kevin')]),
  );
  expect(path()).toBe('/conversations?q=0702');
  await user.type(screen.getByRole('searchbox', { name: 'Name or phone' }), '999');
  await user.click(await screen.findByRole('button', { name: 'Show all' }));
  await waitFor(async () => expect(await chats()).toHaveLength(3));
});

test('opening one reads it, and it stays in the list of the unread while it is open', async () => {
  const app = takesReplies();
  const { user, path } = await renderDashboard(app, '/conversations?show=unread');
  await user.click((await chats())[0] as HTMLElement);
  expect(within(await thread()).getByText('¿Ya vino mi paquete?')).toBeDefined();
  expect(path()).toBe('/conversations/marta?show=unread');
  expect(app.calls.filter((call) => call.startsWith('markConversationRead'))).toHaveLength(1);
  act(() => app.change((now) => ({ ...now, conversations: { [TENANT]: [{ ...marta, unreadCount: 0 }] } })));
  await waitFor(async () => expect((await chats())[0]?.textContent).not.toContain('unread'));
  expect(screen.getByRole('link', { name: 'Chats' })).toBeDefined();
});

test('Enter sends, Shift+Enter begins a line; what was sent is shown once, queued, and only sent once', async () => {
  const app = takesReplies();
  const { user } = await renderDashboard(app, '/conversations/marta');
  await user.type(await field(), 'Sí.{Shift>}{Enter}{/Shift}Pase por ella.{Enter}');
  expect((await field()).textContent).toBe('');
  const sent = await within(await thread()).findByText(/Pase por ella/);
  expect(sent.textContent).toBe('Sí.\nPase por ella.');
  await waitFor(() => expect(within(sent.closest('article') as HTMLElement).getByText('Queued')).toBeDefined());
  expect(screen.getAllByText(/Pase por ella/)).toHaveLength(1);
  expect(app.keys).toHaveLength(1);
});

test('on a touch screen Enter begins a line, and the button sends', async () => {
  const pointer = vi
    .spyOn(window, 'matchMedia')
    .mockImplementation(
      (query) => ({ matches: query === '(pointer: coarse)', addEventListener() {}, removeEventListener() {} }) as never,
    );
  onTestFinished(() => pointer.mockRestore());
  const app = takesReplies();
  const { user } = await renderDashboard(app, '/conversations/marta');
  await user.type(await field(), 'Sí.{Enter}Pase.');
  expect(((await field()) as HTMLTextAreaElement).value).toBe('Sí.\nPase.');
  await user.click(screen.getByRole('button', { name: 'Send' }));
  await waitFor(() => expect(app.keys).toHaveLength(1));
});

test('a reply that is refused says why, is tried again, or goes back into the field', async () => {
  const app = withChats({ answers: ({ id }) => (id === 'sendMessage' ? fail('window-closed', '', '') : null) });
  const { user } = await renderDashboard(app, '/conversations/marta');
  await user.type(await field(), 'Hola{Enter}');
  expect((await screen.findByRole('alert')).textContent).toContain('The 24 hours to answer are over');
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(app.keys).toHaveLength(2));
  await user.click(await screen.findByRole('button', { name: 'Edit' }));
  expect(((await field()) as HTMLTextAreaElement).value).toBe('Hola');
});

describe('a file', () => {
  const invoice = new File(['%PDF-1.4'], 'factura.pdf', { type: 'application/pdf' });
  const state = (receivedBytes: number) => ({
    uploadId: 'u1',
    receivedBytes,
    chunkBytes: 4,
    isComplete: receivedBytes === invoice.size,
    screenshotId: null,
  });
  const chooser = async () =>
    (await screen.findByLabelText('Attach a picture or a PDF', { selector: 'input' })) as HTMLInputElement;
  const takesFiles = () =>
    withChats({
      answers: ({ id }) =>
        id === 'startFile' ? ok(state(0)) : id === 'sendMessage' ? fail('file-too-large', '', '') : null,
      sendPiece: (_upload, offset, bytes) => ok(state(offset + bytes.size)),
    });

  test('goes along with the text: its bytes in pieces, then the message that names them', async () => {
    const app = takesFiles();
    const { user } = await renderDashboard(app, '/conversations/marta');
    await user.upload(await chooser(), invoice);
    expect(screen.getByText('factura.pdf')).toBeDefined();
    await user.type(await field(), 'Su factura{Enter}');
    await waitFor(() => expect(app.keys).toHaveLength(1));
    const sent = app.calls.find((call) => call.includes('sendMessage'));
    expect(sent).toContain('"text":"Su factura"');
    expect(sent).toContain('"uploadId":"u1"');
    expect(app.calls.find((call) => call.includes('startFile'))).toContain('"fileName":"factura.pdf"');
    expect((await screen.findByRole('alert')).textContent).toContain(
      'The file is too large to be sent from this number',
    );
    await user.click(screen.getByRole('button', { name: 'Edit' }));
    expect(screen.getByRole('button', { name: 'Leave out factura.pdf' })).toBeDefined();
  });

  test('alone is a message, too; left out, nothing can be sent', async () => {
    const app = takesFiles();
    const { user } = await renderDashboard(app, '/conversations/marta');
    await user.upload(await chooser(), invoice);
    await user.click(screen.getByRole('button', { name: 'Leave out factura.pdf' }));
    const send = screen.getByRole('button', { name: 'Send' });
    expect(send.getAttribute('aria-disabled')).toBe('true');
    await user.upload(await chooser(), invoice);
    await user.click(send);
    await waitFor(() => expect(app.calls.find((call) => call.includes('sendMessage'))).toContain('"text":""'));
  });

  test.each([
    { what: 'a text', file: new File(['x'], 'a.txt', { type: 'text/plain' }), says: /Only pictures/ },
    { what: 'nothing in it', file: new File([], 'a.png', { type: 'image/png' }), says: /empty/ },
    {
      what: 'a picture of 6 MB',
      file: new File([new Uint8Array(6 * 1_048_576)], 'a.png', { type: 'image/png' }),
      says: /too large/,
    },
  ])('$what is refused at once, with the reason', async ({ file, says }) => {
    await renderDashboard(takesFiles(), '/conversations/marta');
    fireEvent.change(await chooser(), { target: { files: [file] } });
    expect((await screen.findByRole('alert')).textContent).toMatch(says);
    expect(screen.queryByText(file.name)).toBeNull();
  });

  test.each([
    { where: 'on the messages', at: '/conversations/marta', on: thread, isTaken: true },
    {
      where: 'elsewhere',
      at: '/conversations/marta',
      on: async () => (await thread()) && screen.findByRole('searchbox'),
      isTaken: false,
    },
    {
      where: 'once the 24 hours are over',
      at: '/conversations/late',
      on: () => screen.findByText('The 24 hours to answer are over'),
      isTaken: false,
    },
  ])('dropped $where is taken: $isTaken; the page is never left for it', async ({ at, on, isTaken }) => {
    await renderDashboard(takesFiles(), at);
    const place = await on();
    const dataTransfer = { types: ['Files'], files: [invoice] };
    expect(fireEvent.dragOver(place, { dataTransfer })).toBe(false);
    expect(fireEvent.drop(place, { dataTransfer })).toBe(false);
    expect(screen.queryByText('factura.pdf') !== null).toBe(isTaken);
  });

  test('a picture can be pasted', async () => {
    await renderDashboard(takesFiles(), '/conversations/marta');
    const file = new File(['x'], 'captura.png', { type: 'image/png' });
    fireEvent.paste(await field(), { clipboardData: { files: [file], types: ['Files'] } });
    expect(await screen.findByText('captura.png')).toBeDefined();
  });
});

test('a file that cannot be read any more is refused, and holds up nothing', async () => {
  const app = takesReplies();
  const { user } = await renderDashboard(app, '/conversations/marta');
  const gone = new File(['x'], 'recibo.pdf', { type: 'application/pdf' });
  gone.arrayBuffer = () => Promise.reject(new DOMException('It was moved.', 'NotReadableError'));
  const input = (await field()).closest('form')?.querySelector<HTMLInputElement>('input[type=file]');
  if (!input) throw new Error('There is nothing to attach a file with.');
  await user.upload(input, gone);
  await user.type(await field(), '{Enter}Hola{Enter}');
  expect((await screen.findByRole('alert')).textContent).toContain('The file could not be read.');
  expect(await within(await thread()).findByText('Hola')).toBeDefined();
});

test('a draft is kept while another conversation, or another page, is looked at', async () => {
  const { user } = await renderDashboard(withChats(), '/conversations/marta');
  await user.type(await field(), 'Todavía no');
  await user.click((await chats())[1] as HTMLElement);
  const other: HTMLTextAreaElement = await screen.findByRole('textbox', { name: 'Write to Kevin' });
  expect(other.value).toBe('');
  await user.click(screen.getByRole('link', { name: 'Batches' }));
  await user.click(await screen.findByRole('link', { name: /^Chats/ }));
  await user.click((await chats())[0] as HTMLElement);
  expect(((await field()) as HTMLTextAreaElement).value).toBe('Todavía no');
});

test('the browser asks before the page is left with something unsent, wherever one is', async () => {
  const isHeld = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
  const { user } = await renderDashboard(takesReplies(), '/conversations/marta');
  await user.type(await field(), 'Hola');
  await user.click(screen.getByRole('link', { name: 'Batches' }));
  expect(isHeld()).toBe(true);
  await user.click(await screen.findByRole('link', { name: /^Chats/ }));
  await user.click((await chats())[0] as HTMLElement);
  await user.type(await field(), '{Enter}');
  await waitFor(() => expect(isHeld()).toBe(false));
});

test('a failed message shows the provider’s reason and is sent again in one press', async () => {
  const failure = { code: '63016', message: 'Outside the allowed window.' };
  const app = withChats({
    world: worldOf({ messages: { marta: [aChatMessage({ id: 'm9', direction: 'out', state: 'failed', failure })] } }),
    answers: ({ id }) => (id === 'retryMessage' ? ok({ messageId: 'm9', at: new Date().toISOString() }) : null),
  });
  const { user } = await renderDashboard(app, '/conversations/marta');
  const messages = within(await thread());
  expect(messages.getByText('Outside the allowed window.')).toBeDefined();
  await user.click(messages.getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(app.calls.join()).toContain('"messageId":"m9"'));
});

test('where no window may be opened, a document is saved under its name; the page stays', async () => {
  const opening = vi.spyOn(window, 'open').mockReturnValue(null);
  const saved: string[] = [];
  const saving = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push(`${this.protocol} ${this.download}`);
  });
  onTestFinished(() => [opening, saving].forEach((spy) => void spy.mockRestore()));
  const media = [
    aFile({ kind: 'document', contentType: 'application/pdf', thumbnailPath: null, fileName: 'recibo.pdf' }),
  ];
  const app = withChats({ world: worldOf({ messages: { marta: [aChatMessage({ media })] } }) });
  const { user } = await renderDashboard(app, '/conversations/marta');
  await user.click(within(await thread()).getByRole('button', { name: /^Open/ }));
  await waitFor(() => expect(saved).toEqual(['blob: recibo.pdf']));
});

test('after 24 hours nothing can be written, and it says why', async () => {
  await renderDashboard(withChats(), '/conversations/late');
  expect(await screen.findByText('The 24 hours to answer are over')).toBeDefined();
  expect(screen.queryByRole('textbox', { name: /Write to/ })).toBeNull();
});

test('once the 24 hours are over, what was being written and what failed stay to be read; nothing is taken back', async () => {
  const app = withChats({ answers: ({ id }) => (id === 'sendMessage' ? fail('text-too-long', '', '') : null) });
  const { user } = await renderDashboard(app, '/conversations/marta');
  await user.type(await field(), 'Hola{Enter}');
  await screen.findByRole('button', { name: 'Edit' });
  await user.type(await field(), 'Su flete es');
  const old = { ...marta, lastMessageAt: minutesAgo(60 * 25), lastInboundAt: minutesAgo(60 * 25) };
  act(() => app.change((now) => ({ ...now, conversations: { [TENANT]: [old] } })));
  expect((await screen.findByText('What you were writing')).closest('figure')?.textContent).toContain('Su flete es');
  expect(screen.getByRole('button', { name: /^Copy.*Su flete es$/ })).toBeDefined();
  expect(within(await thread()).getByText('Hola')).toBeDefined();
  expect(screen.getByRole('button', { name: 'Try again' })).toBeDefined();
  expect(screen.queryByRole('button', { name: 'Edit' })).toBeNull();
});

test('what comes while the thread is open is said', async () => {
  const app = takesReplies();
  await renderDashboard(app, '/conversations/marta');
  await thread();
  const more = aChatMessage({ id: 'm2', text: '¿Hola?', at: new Date() });
  act(() => app.change((now) => ({ ...now, messages: { marta: [...(now.messages?.marta ?? []), more] } })));
  await waitFor(() => expect(screen.getByRole('log').textContent).toBe('Marta Iraheta: ¿Hola?'));
});

test('who writes while another chat is open is said', async () => {
  const app = takesReplies();
  await renderDashboard(app, '/conversations/marta');
  await chats();
  const wrote = { ...late, lastMessageAt: new Date(), unreadCount: 1 };
  act(() => app.change((now) => ({ ...now, conversations: { [TENANT]: [marta, kevin, wrote] } })));
  await waitFor(() => expect(screen.getByRole('log').textContent).toBe('New message from Rodrigo'));
});

test('an operator reads and touches nothing: no field, no mark, no retry', async () => {
  const app = withChats({ signedInAs: OPERATOR });
  await renderDashboard(app, `/tenants/${TENANT}/conversations/marta`);
  expect(await thread()).toBeDefined();
  expect(screen.getByText(/only the importer’s people answer/)).toBeDefined();
  expect(screen.queryByRole('textbox', { name: /Write to/ })).toBeNull();
  expect(app.calls).toEqual([]);
});

test.each(['nobody', 'staff'])('there is no chat with %s', async (senderId) => {
  await renderDashboard(withChats(), `/conversations/${senderId}`);
  expect(await screen.findByRole('heading', { name: 'There is nothing here' })).toBeDefined();
});

test('more than a page is loaded on demand', async () => {
  const many = Array.from({ length: 31 }, (_, place) =>
    aConversation({ id: `c${place}`, profileName: `Kevin ${place}`, lastMessageAt: minutesAgo(place) }),
  );
  const { user } = await renderDashboard(
    withChats({ world: worldOf({ conversations: { [TENANT]: many } }) }),
    '/conversations',
  );
  expect(await chats()).toHaveLength(30);
  await user.click(screen.getByRole('button', { name: 'Load more' }));
  await waitFor(async () => expect(await chats()).toHaveLength(31));
});

test('arrow keys go through the list', async () => {
  const { user } = await renderDashboard(withChats(), '/conversations');
  const [first, second] = await chats();
  first?.focus();
  await user.keyboard('{ArrowDown}');
  expect(document.activeElement).toBe(second);
  await user.keyboard('{Home}');
  expect(document.activeElement).toBe(first);
});
