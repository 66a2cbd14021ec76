import { bareText } from '../message/bare-text.ts';

/** What a staff phone can tell us besides names and screenshots (R13); yes and no answer a question of ours. */
export type IntakeCommand = 'done' | 'status' | 'undo' | 'cancel' | 'help' | 'yes' | 'no';

/**
 * The command words, in Spanish and English, and how people misspell them in a hurry. A text is a command only if one
 * of these is all of it, without regard to case, accents, punctuation and emoji. Words that are also names are left
 * out on purpose: "Lista" is a customer, and so is "Listo Pérez".
 */
export const COMMAND_WORDS: Readonly<Record<IntakeCommand, readonly string[]>> = {
  done: [
    ...['listo', 'listoo', 'listto', 'lsito', 'lisot', 'litso', 'lizto', 'ya listo', 'terminado', 'termine'],
    ...['done', 'doen', 'donee', 'finished'],
  ],
  status: [
    ...['estado', 'esatdo', 'estdo', 'estaod', 'estatus', 'como voy'],
    ...['status', 'staus', 'stauts', 'satus', 'statsu'],
  ],
  undo: [
    ...['deshacer', 'desacer', 'deshaser', 'desaser', 'deshcaer', 'deshacr', 'dehacer', 'borrar ultima'],
    ...['undo', 'udno', 'unod'],
  ],
  cancel: [
    ...['cancelar', 'canselar', 'cancelr', 'canclear', 'canelar', 'cancelarlo'],
    ...['cancel', 'cancle', 'cansel', 'cancell'],
  ],
  help: [...['ayuda', 'aiuda', 'alluda', 'ayda', 'auyda', 'ayudame', 'menu'], ...['help', 'hlep', 'hepl', 'help me']],
  yes: ['si', 'sii', 'sip', 'confirmo', 'yes', 'yess', 'yep'],
  no: ['no', 'noo', 'nop', 'nope'],
};

const BY_WORD: ReadonlyMap<string, IntakeCommand> = new Map(
  Object.entries(COMMAND_WORDS).flatMap(([command, words]) =>
    words.map((word) => [word, command as IntakeCommand] as const),
  ),
);

/** The command that a text is, or null for any other text. */
export const commandIn = (text: string): IntakeCommand | null => BY_WORD.get(bareText(text)) ?? null;
