import { parseArgs } from 'node:util';

/** What the command line asks for. */
export type Flags = {
  readonly host: string;
  readonly port: number;
  readonly rulesFile: string | null;
  readonly indexesFile: string | null;
  readonly projectId: string | null;
  /** `host:port` of the functions emulator */
  readonly functionsHost: string | null;
};

export const DEFAULT_PORT = 8080;
export const USAGE = `Usage: npm run firestore -- [--port ${DEFAULT_PORT}] [--host 127.0.0.1] [--rules FILE] [--project ID] [--indexes FILE] [--functions-host HOST:PORT]`;

/** Reads the command line. Unknown or malformed flags are refused with a sentence that says what works. */
export function readFlags(args: readonly string[]): { ok: true; flags: Flags } | { ok: false; message: string } {
  let values: {
    port?: string;
    host?: string;
    rules?: string;
    project?: string;
    indexes?: string;
    'functions-host'?: string;
  };
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        rules: { type: 'string' },
        project: { type: 'string' },
        indexes: { type: 'string' },
        'functions-host': { type: 'string' },
      },
      allowPositionals: false,
    }));
  } catch (error) {
    return { ok: false, message: `${error instanceof Error ? error.message : String(error)}\n${USAGE}` };
  }
  const port = Number(values.port ?? DEFAULT_PORT);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    return {
      ok: false,
      message: `--port must be a number from 0 (any free port) to 65535, not "${values.port}".\n${USAGE}`,
    };
  }
  const functionsHost = values['functions-host'] ?? null;
  if (functionsHost !== null && !/^[^/:\s]+:\d{1,5}$/.test(functionsHost)) {
    return { ok: false, message: `--functions-host must be like 127.0.0.1:5001, not "${functionsHost}".\n${USAGE}` };
  }
  return {
    ok: true,
    flags: {
      host: values.host ?? '127.0.0.1',
      port,
      rulesFile: values.rules ?? null,
      indexesFile: values.indexes ?? null,
      projectId: values.project ?? null,
      functionsHost,
    },
  };
}
