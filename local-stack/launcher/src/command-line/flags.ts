import { fail, ok, type Result } from '@casillero/domain/result';
import { DEFAULT_PORT_BASE, PARTS, PORTS_PER_STACK, partNames } from '../ports/port-layout.ts';

export type Command =
  | { readonly kind: 'start'; readonly portBase: number; readonly isDemo: boolean }
  | { readonly kind: 'help' };

type FlagFailure = 'unknown-flag' | 'missing-value' | 'not-a-number';

/** Reads the arguments of `npm start -- ...`. Every flag may be given as `--flag value` or `--flag=value`; the last one counts. */
export function parseFlags(args: readonly string[]): Result<Command, FlagFailure> {
  let portBase = DEFAULT_PORT_BASE;
  let isDemo = true;
  const rest = args.flatMap((arg) => (arg.startsWith('--') && arg.includes('=') ? splitAtFirst(arg) : [arg]));
  for (let at = 0; at < rest.length; at += 1) {
    const flag = rest[at];
    if (flag === '--help' || flag === '-h') return ok({ kind: 'help' });
    if (flag === '--no-demo') isDemo = false;
    else if (flag === '--port-base') {
      const value = rest[++at];
      if (value === undefined)
        return fail('missing-value', '--port-base needs a number.', 'For example: npm start -- --port-base 9000');
      if (!/^\d{1,5}$/.test(value))
        return fail(
          'not-a-number',
          `--port-base needs a whole number, not “${value}”.`,
          'For example: npm start -- --port-base 9000',
        );
      portBase = Number(value);
    } else return fail('unknown-flag', `“${flag}” is not a flag of npm start.`, 'npm start -- --help lists them.');
  }
  return ok({ kind: 'start', portBase, isDemo });
}

const splitAtFirst = (arg: string): string[] => [arg.slice(0, arg.indexOf('=')), arg.slice(arg.indexOf('=') + 1)];

/** What `--help` prints. */
export const helpText = (): string => `npm start [-- flags]: the whole of Casillero on this machine, without an account.

  --port-base N   the first of the ${PORTS_PER_STACK} ports that the stack keeps for itself (default ${DEFAULT_PORT_BASE})
  --no-demo       start empty: no demo importers, no log-ins
  --help          this text

Ports, counted from the base:
${partNames()
  .map((part) => `  +${PARTS[part].offset}  ${PARTS[part].purpose}`)
  .join('\n')}

It prints “ready” when everything answers. Ctrl-C stops everything; a second Ctrl-C does not wait.
Logs: .local-stack/<port base>/stack.log`;
