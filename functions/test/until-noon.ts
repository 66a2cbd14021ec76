/** Milliseconds to the next noon in UTC: what is counted by day is not asked across midnight, when a test happens to run then. */
export const untilNoon = (now: Date): number => {
  const dayMs = 86_400_000;
  return (dayMs + dayMs / 2 - (now.getTime() % dayMs)) % dayMs;
};
