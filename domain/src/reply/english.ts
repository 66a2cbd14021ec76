import { displayPhone } from '../sender/display-phone.ts';
import type { Counted, Reply } from './replies.ts';

/** A reply in English. */
export function english(reply: Reply): string {
  switch (reply.kind) {
    case 'batch-named':
      return reply.screenshotCount === 0
        ? `📦 ${reply.name}. Now send the screenshots of their orders.`
        : `📦 ${reply.name}: ${screenshots(reply.screenshotCount)}. Send more, or the next customer's name.`;
    case 'next-batch':
      return `✅ ${reply.closedName}: ${screenshots(reply.closedCount)}${repeated(reply.duplicateCount)}, done.\n📦 ${reply.name}. Now send the screenshots of their orders.`;
    case 'screenshots-received': {
      const received = `${screenshots(reply.screenshotCount)} received${repeated(reply.duplicateCount)}`;
      return reply.name === null
        ? `📥 ${received}. Whose order is it? Write the customer's name.`
        : `📥 ${reply.name}: ${received}. Send more, or the next customer's name.`;
    }
    case 'closed':
      return `✅ ${reply.name ?? 'No name'}: ${screenshots(reply.screenshotCount)}${repeated(reply.duplicateCount)}, done. ${sentence(readSoFar(reply))}\nWrite the next customer's name.`;
    case 'status':
      return status(reply.batch);
    case 'no-screenshots':
      return reply.name === null
        ? "No screenshots yet. Write the customer's name and send the screenshots of their orders."
        : `📦 ${reply.name}: no screenshots yet. Send them, or write cancel.`;
    case 'name-first':
      return `📥 ${screenshots(reply.screenshotCount)} without a name. Write the customer's name first.`;
    case 'taken-back':
      return `↩️ Took back the last screenshot. ${reply.name ?? 'No name'}: ${left(reply.screenshotCount)}. Send more, or write done.`;
    case 'nothing-to-take-back':
      return `There is no screenshot to take back. ${reply.name ?? 'No name'}: ${left(reply.screenshotCount)}.`;
    case 'cancel-question':
      return `Cancel ${reply.name ?? 'what has no name'}, with ${screenshots(reply.screenshotCount)}? Answer yes, or go on sending.`;
    case 'cancelled':
      return `🗑️ ${reply.name ?? 'No name'}: cancelled. Write the next customer's name.`;
    case 'closed-without-name':
      return `📥 Closed ${screenshots(reply.screenshotCount)} without a name, after 12 hours without messages. Whose order is it? Write the customer's name.`;
    case 'duplicate':
      return `🔁 That screenshot was there already${reply.name === null ? '' : ` for ${reply.name}`}; it counts once.`;
    case 'help':
      return "Write the customer's name and send the screenshots of their orders as photos or PDF.\n*done* closes and sums up\n*status* says what is open\n*undo* takes back the last screenshot\n*cancel* discards what is open";
    case 'cannot-use':
      return "I cannot read that. Write the customer's name and send the screenshots of their orders as photos or PDF.";
    case 'media-refused':
      return {
        type: 'I cannot use that file. Send the screenshot as a photo (JPG, PNG, WebP or HEIC) or as a PDF.',
        'too-large': 'That file is too large. Send the screenshot as a photo, or a PDF of up to 16 MB.',
        empty: 'That file arrived empty. Please send the screenshot again.',
      }[reply.why];
    case 'media-lost':
      return `⚠️ ${reply.name === null ? '' : `${reply.name}: `}${screenshots(reply.count)} could not be downloaded. Please send ${reply.count === 1 ? 'it' : 'them'} again.`;
    case 'already-with':
      return `You are with ${reply.tenantName} already; your message reached them. To change importers, ask ${reply.tenantName}.`;
    case 'package-state':
      return packageState(reply);
    case 'opted-out':
      return `Done: you will get no more automatic messages from ${reply.tenantName}. You can still write to them. To get them again, reply START.`;
    case 'opted-in':
      return `Done: you will get automatic messages from ${reply.tenantName} again. To stop them, reply STOP.`;
    case 'unrouted':
      return 'Hello. Several importers share this number and we do not know yet which one is yours. If you are a customer, open the WhatsApp link your importer gave you. If you work for one, ask them to register your phone.';
    case 'remark':
      return 'Kept as a remark. To note a customer, write the name without replying to another message.';
    case 'registered':
      return `✅ ${reply.label}: this phone${reply.phone === null ? '' : ` (${displayPhone(reply.phone)})`} is registered with ${reply.tenantName}. Write a customer's name and send the screenshots of their orders.`;
    case 'registered-before':
      return `This phone is registered with ${reply.tenantName} already. Write a customer's name and send the screenshots of their orders.`;
    case 'registration-refused':
      return {
        'staff-elsewhere': 'This phone is registered with another importer. Ask them to remove it, and get a new code.',
        'tenant-suspended': 'It could not be registered: this importer is not active. Ask your admin.',
      }[reply.why];
    case 'code-spent':
      return {
        expired: 'That code has expired. Get a new one in the dashboard and send it within 15 minutes.',
        used: 'That code has been used. Get a new one in the dashboard.',
        cancelled: 'That code was cancelled. Get a new one in the dashboard.',
      }[reply.why];
    case 'code-wrong':
      return 'There is no such code. Check it, or get a new one in the dashboard.';
    case 'code-elsewhere':
      return 'This number registers no phones. Send the code to the other number, the one the dashboard shows.';
    case 'too-many-codes':
      return 'Too many wrong codes. Wait an hour and get a new one in the dashboard.';
    default:
      return reply satisfies never;
  }
}

function status(batch: Counted | null): string {
  if (batch === null) return "Nothing is open. Write the customer's name and send the screenshots of their orders.";
  const { name, screenshotCount } = batch;
  if (screenshotCount === 0)
    return name === null
      ? "No screenshots yet. Write the customer's name and send the screenshots of their orders."
      : `📦 ${name}: no screenshots yet. Now send the screenshots of their orders.`;
  const counted = `${screenshots(screenshotCount)} (${readSoFar(batch)})`;
  return name === null
    ? `📥 ${counted}. Whose order is it? Write the customer's name.`
    : `📦 ${name}: ${counted}. Send more, or write done.`;
}

/** What is known of the screenshots so far. */
function readSoFar({ screenshotCount, orderCount, noOrderCount, failedCount }: Counted): string {
  const unread = screenshotCount - orderCount - noOrderCount - failedCount;
  const parts = [
    orderCount > 0 ? `${orderCount === 1 ? '1 order read' : `${orderCount} orders read`}` : '',
    noOrderCount > 0 ? `${noOrderCount} without an order` : '',
    failedCount > 0 ? `${failedCount} failed` : '',
    unread > 0 ? `${unread} to be read` : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

const sentence = (words: string): string => (words === '' ? '' : `${words}.`);
const screenshots = (count: number): string => (count === 1 ? '1 screenshot' : `${count} screenshots`);
const left = (count: number): string => (count === 0 ? 'no screenshots' : screenshots(count));
const repeated = (count: number): string => (count === 0 ? '' : ` (${count} repeated, not counted)`);

function packageState(reply: Extract<Reply, { kind: 'package-state' }>): string {
  const what = reply.packageName === '' ? 'Your package' : `Your package (${reply.packageName})`;
  const news = {
    ordered: 'was ordered.',
    shipped: 'was shipped by the shop.',
    'at-warehouse': 'arrived at our warehouse in the US.',
    'in-transit': 'is on its way to El Salvador.',
    customs: 'is at customs.',
    ready: 'is ready to be picked up or delivered.',
    delivered: 'was delivered. Thank you!',
  }[reply.state];
  return `📦 ${what} ${news}${reply.url === null ? '' : `\n${reply.url}`}\n${reply.tenantName}`;
}
