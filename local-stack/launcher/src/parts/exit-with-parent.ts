/**
 * Loaded first into every function process (NODE_OPTIONS=--import). They hold an IPC channel to the launcher; when it
 * breaks, the launcher is gone, be it by SIGKILL, and nobody would ever end them: the functions emulator's runtime
 * goes on listening (firebase-tools, emulator/functionsEmulatorRuntime).
 */
if (process.channel !== undefined) process.once('disconnect', () => process.exit(0));
