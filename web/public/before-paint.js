// Runs before the first paint: the chosen appearance, so that a dark page never flashes white. No module, no inline
// script: the content security policy allows scripts of our own origin only. The keys are those of ui/theme.ts.
try {
  const theme = localStorage.getItem('casillero.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be switched off; the appearance then follows the system.
}
