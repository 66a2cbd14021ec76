import { portsContext } from '../../live/ports-context.ts';
import type { ReplyBox } from './reply-box.ts';

/** The reply boxes that were opened, by importer and contact; they go with the reader's session. */
export type ReplyBoxes = Map<string, ReplyBox>;

export const [ReplyBoxesProvider, useReplyBoxes] = portsContext<ReplyBoxes>('replies');
