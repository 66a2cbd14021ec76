/** How soon after its parent's end the stack notices. */
const LOOK_EVERY_MS = 1_000;

/**
 * Calls `onGone` once when the parent process has ended. npm, when it is ended by a signal other than Ctrl-C, ends its
 * shell and leaves the program behind. Only where npm is above us: whoever starts the launcher itself in the background
 * may want it to outlive the shell.
 */
export function watchParent(onGone: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    onGone();
  }, LOOK_EVERY_MS);
  timer.unref();
}
